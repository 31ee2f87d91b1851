import { useCallback } from 'react';
import { DEAD_CHECKS, layerColumn } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { drawAxes, yOf } from './lines-draw';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import { formatShare, rampCss } from './scale';
import { cachedColumn } from './series-cache';
import { type ThinPoint, thin } from './thin';
import { formatStep, indexAt, type PlotArea, pixelOfStep, type StepRange } from './time-axis';
import { TimeOverlay } from './time-overlay';
import { linearAxis, type ValueAxis } from './value-axis';
import type { Watched } from './watched';
import { monitorWords } from './words';

const HEIGHT = 84;
const LEFT = 40;
const RIGHT = 8;
const TOP = 6;
const BOTTOM = 18;

/** Dead for long is the cold end; dead only now is half way to it. */
export const LASTING_COLOUR = rampCss(0);
export const NOW_COLOUR = rampCss(0.3);

const AXIS: ValueAxis = { ...linearAxis(0, 1, 2), ticks: [0, 0.5, 1] };

const areaOf = (size: PlotSize): PlotArea => ({
  left: LEFT,
  top: TOP,
  width: Math.max(1, size.width - LEFT - RIGHT),
  height: HEIGHT - TOP - BOTTOM,
});

/** The region below a line, down to the axis. */
function regionOf(points: readonly ThinPoint[], area: PlotArea, range: StepRange): number[] {
  if (points.length === 0) return [];
  const x = (point: ThinPoint): number => pixelOfStep(area, range, point.step);
  const bottom = area.top + area.height;
  return [
    x(points[0]),
    bottom,
    ...points.flatMap((point) => [x(point), yOf(area, AXIS, point.value)]),
    x(points[points.length - 1]),
    bottom,
  ];
}

function drawDead(
  painter: Painter,
  picture: {
    readonly area: PlotArea;
    readonly range: StepRange;
    readonly now: readonly ThinPoint[];
    readonly lasting: readonly ThinPoint[];
    readonly theme: PlotTheme;
  },
): void {
  const { area, range, now, lasting, theme } = picture;
  drawAxes(painter, area, range, AXIS, theme, formatShare);
  painter.clip(area.left, area.top, area.width, area.height, () => {
    for (const [points, fill] of [
      [now, NOW_COLOUR],
      [lasting, LASTING_COLOUR],
    ] as const) {
      const region = regionOf(points, area, range);
      painter.polygon(region, fill);
      // The outline keeps the dark end visible on a dark ground.
      painter.line(region.slice(2, -2), { stroke: theme.dimmed });
    }
  });
}

/** The largest share that was measured; 0 where none was. */
const largestOf = (shares: Float32Array): number =>
  shares.reduce((most, share) => (Number.isNaN(share) ? most : Math.max(most, share)), 0);

/** Share of a layer's units that are dead now, and of those that have been for long, over steps. */
export function DeadChart({
  watched,
  layer,
  label,
}: {
  readonly watched: Watched;
  readonly layer: number;
  readonly label: string;
}) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const { range, recorded } = watched;
  const { telemetry, layout } = recorded;
  const now = cachedColumn(telemetry, 'layers', layerColumn(layer, 'deadNow'));
  const lasting = cachedColumn(telemetry, 'layers', layerColumn(layer, 'deadLasting'));
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      const area = areaOf(size);
      drawDead(painter, {
        area,
        range,
        now: thin(now, range, area.width),
        lasting: thin(lasting, range, area.width),
        theme,
      });
    },
    [now, lasting, range, theme],
  );
  const last = now.steps.length - 1;
  return (
    <Plot
      testId={`dead-chart-${layout.layers[layer].node}`}
      label={label}
      draw={draw}
      height={HEIGHT}
      summary={{
        columns: now.steps.length,
        now: last < 0 ? Number.NaN : now.mean[last],
        lasting: last < 0 ? Number.NaN : lasting.mean[last],
        maximum: largestOf(now.maximum),
      }}
    >
      {(size) => (
        <TimeOverlay
          area={areaOf(size)}
          range={range}
          tell={(point) => {
            const index = indexAt(now.steps, now.steps.length, point.step);
            return index < 0 ? null : (
              <>
                {t('stepAt', { step: formatStep(now.steps[index]) })}
                <br />
                {t('deadNow')} {formatShare(now.mean[index])}
                <br />
                {t('deadLasting', { checks: DEAD_CHECKS })} {formatShare(lasting.mean[index])}
              </>
            );
          }}
        />
      )}
    </Plot>
  );
}

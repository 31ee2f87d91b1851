import { useCallback, useMemo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { curveOf, fromNetwork, samplesOf, unitsOf } from './fit-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { usePlotTheme } from './plot-theme';
import { useRunData } from './run-document';
import { categoryColour, formatNumber } from './scale';
import { formatStep, type PlotArea } from './time-axis';
import { axisFor, linearAxis, shareOf } from './value-axis';
import { type Recorded, shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const LEFT = 48;
const OTHER = 8;
const BOTTOM = 20;
const X_TICKS = 6;
const Y_TICKS = 4;
const POINT_RADIUS = 2.5;

const areaOf = (size: PlotSize): PlotArea => ({
  left: LEFT,
  top: OTHER,
  width: Math.max(1, size.width - LEFT - OTHER),
  height: Math.max(1, size.height - OTHER - BOTTOM),
});

/** The curve at a step in the data's own units, with the step that it was recorded at. */
function useCurve({ telemetry, layout }: Recorded, step: number | null) {
  const data = useRunData();
  const units = useMemo(() => unitsOf(data), [data]);
  const samples = useMemo(() => samplesOf(data, 'curve'), [data]);
  const row = telemetry.rowAt('picture', step);
  const recordedStep = row ? row[0] : Number.NaN;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a recorded step's curve does not change
  const curve = useMemo(
    () =>
      row
        ? curveOf(row, layout).map(
            ([x, y]) => [fromNetwork(units.features[0], x), fromNetwork(units.target, y)] as const,
          )
        : [],
    [telemetry, recordedStep, layout, units],
  );
  return { curve, samples, recordedStep };
}

/** What the network answers over its one input, with the data. */
export function CurvePlot({ watched }: { readonly watched: Watched }) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const { curve, samples, recordedStep } = useCurve(watched.recorded, watched.step);
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      if (curve.length === 0) return;
      const area = areaOf(size);
      const [low, high] = [curve[0][0], curve[curve.length - 1][0]];
      const axis = axisFor(
        'linear',
        [...curve.map(([, y]) => y), ...samples.map((sample) => sample.y)],
        Y_TICKS,
      );
      const x = (value: number): number => area.left + ((value - low) / (high - low)) * area.width;
      const y = (value: number): number => area.top + (1 - shareOf(axis, value)) * area.height;
      for (const tick of axis.ticks) {
        painter.line([area.left, y(tick), area.left + area.width, y(tick)], {
          stroke: theme.hairline,
        });
        painter.text(area.left - 6, y(tick), formatNumber(tick), {
          fill: theme.dimmed,
          align: 'right',
        });
      }
      for (const tick of linearAxis(low, high, X_TICKS).ticks) {
        if (tick < low || tick > high) continue;
        painter.text(x(tick), area.top + area.height + 11, formatNumber(tick), {
          fill: theme.dimmed,
          align: 'center',
        });
      }
      painter.clip(area.left, area.top - 2, area.width, area.height + 4, () => {
        for (const sample of samples) {
          painter.circle(x(sample.x), y(sample.y), POINT_RADIUS, theme.dimmed, theme.surface);
        }
        painter.line(
          curve.flatMap(([at, value]) => [x(at), Number.isFinite(value) ? y(value) : Number.NaN]),
          { stroke: categoryColour(1), width: 2 },
        );
      });
    },
    [curve, samples, theme],
  );
  const stepWords = formatStep(Number.isNaN(recordedStep) ? shownStep(watched) : recordedStep);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.figureTitle}>
        {t('curve')} · {t('stepAt', { step: stepWords })}
        <span className={classes.keys}>
          <span>
            <i className={classes.key} style={{ color: categoryColour(1) }} />
            {t('curve')}
          </span>
          <span>
            <i className={classes.dot} />
            {t('dataPoints')}
          </span>
        </span>
      </figcaption>
      <Plot
        testId="fitted-curve"
        label={t('curveLabel', { step: stepWords })}
        draw={draw}
        summary={{ step: recordedStep, samples: samples.length, points: curve.length }}
      />
    </figure>
  );
}

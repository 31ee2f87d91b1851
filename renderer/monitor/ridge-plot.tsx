import { useCallback, useMemo, useState } from 'react';
import type { HistogramTensor } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { selectPath, useSelectedPaths } from '../app/state/opened-store';
import { drawRowLabels } from './heat-map-draw';
import { layerAt, rowBox } from './heat-map-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import {
  type Histogram,
  histogramRms,
  ridgePath,
  sharedAxis,
  shareOutside,
  widened,
} from './ridge-model';
import {
  categoryColour,
  formatNumber,
  formatShare,
  type LogScale,
  logScaleOf,
  magnitudeColour,
} from './scale';
import { formatStep, type PlotArea } from './time-axis';
import { Tip } from './time-overlay';
import { linearAxis } from './value-axis';
import { type Recorded, shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const LABELS = 96;
const NOTES = 128;
const TOP = 14;
const BOTTOM = 20;
const AXIS_TICKS = 8;
/** Ridges reach into the row above, as mountains behind each other do. */
const OVERLAP = 1.6;
const MIN_NOTE_HEIGHT = 12;
/** Smaller shares of flat values are not worth a word. */
const LEAST_SHARE = 0.0005;
/** Shares in the flat regions from which on a layer hardly passes a gradient. */
const HARMFUL_SATURATED = 0.5;
const HARMFUL_OFF = 0.95;

const areaOf = (size: PlotSize): PlotArea => ({
  left: LABELS,
  top: TOP,
  width: Math.max(1, size.width - LABELS - NOTES),
  height: Math.max(1, size.height - TOP - BOTTOM),
});

/** Widths are coloured by the scale of what they measure; weights have no usual width. */
const SCALES: Readonly<Record<HistogramTensor, LogScale | null>> = {
  preactivation: logScaleOf('signalRms'),
  activation: logScaleOf('signalRms'),
  weight: null,
  gradient: logScaleOf('gradientRms'),
};

export interface RidgePlotProps {
  readonly watched: Watched;
  readonly tensor: HistogramTensor;
  readonly tensorName: string;
  readonly histograms: readonly Histogram[];
  /** One axis for all layers; else each layer fills its own. */
  readonly shared: boolean;
  /** That one axis, where other pictures have the same; else it holds these histograms. */
  readonly common?: readonly [number, number];
}

/** Histograms of a tensor by layer, output at the top, as ridge lines. */
export function RidgePlot(props: RidgePlotProps) {
  const { watched, tensor, tensorName, histograms, shared, common } = props;
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const selected = useSelectedPaths();
  const [pointed, setPointed] = useState<{ layer: number; x: number; y: number } | null>(null);
  const { recorded } = watched;
  const { layers } = recorded.layout;
  const axis = useMemo(() => common ?? sharedAxis(histograms), [histograms, common]);
  const draw = useCallback(
    (painter: Painter, size: PlotSize) =>
      drawRidges(painter, areaOf(size), {
        recorded,
        tensor,
        histograms,
        axis: shared ? axis : null,
        isSelected: (layer) => selected.has(recorded.layout.layers[layer].node),
        words: { saturated: t('saturated'), off: t('switchedOff') },
        theme,
      }),
    [recorded, tensor, histograms, axis, shared, selected, theme, t],
  );
  const at = (
    event: { currentTarget: Element; clientX: number; clientY: number },
    size: PlotSize,
  ) => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top;
    return { layer: layerAt(areaOf(size), layers.length, y), x: event.clientX - box.left, y };
  };
  const named = pointed && histograms.find((histogram) => histogram.layer === pointed.layer);
  return (
    <Plot
      testId="ridges"
      label={t('ridgeLabel', { tensor: tensorName, step: formatStep(shownStep(watched)) })}
      draw={draw}
      summary={{ rows: histograms.length, minimum: axis[0], maximum: axis[1], tensor }}
    >
      {(size) => (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; numbers of each layer stand beside its ridge */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <div
            className={classes.fill}
            onPointerMove={(event) => setPointed(at(event, size))}
            onPointerLeave={() => setPointed(null)}
            onClick={(event) => selectPath(layers[at(event, size).layer].node)}
          />
          {pointed && named && (
            <Tip x={pointed.x} y={pointed.y} flip={pointed.x > size.width / 2}>
              {t('ridgeTip', {
                layer: layers[named.layer].name,
                minimum: formatNumber(named.minimum),
                maximum: formatNumber(named.maximum),
              })}
              <br />
              {t('rms')} {formatNumber(histogramRms(named))}
            </Tip>
          )}
        </>
      )}
    </Plot>
  );
}

interface RidgePicture {
  readonly recorded: Recorded;
  readonly tensor: HistogramTensor;
  readonly histograms: readonly Histogram[];
  readonly axis: readonly [number, number] | null;
  readonly isSelected: (layer: number) => boolean;
  readonly words: { readonly saturated: string; readonly off: string };
  readonly theme: PlotTheme;
}

function drawRidges(painter: Painter, area: PlotArea, picture: RidgePicture): void {
  const { recorded, histograms, axis, isSelected, theme } = picture;
  const { layers } = recorded.layout;
  if (axis) drawSharedAxis(painter, area, axis, theme);
  drawRowLabels(
    painter,
    area,
    layers.map((layer) => layer.name),
    theme,
    isSelected,
  );
  // From the top down: what is nearer to the input stands in front.
  for (const histogram of [...histograms].reverse()) drawRidge(painter, area, histogram, picture);
}

function drawSharedAxis(
  painter: Painter,
  area: PlotArea,
  [low, high]: readonly [number, number],
  theme: PlotTheme,
): void {
  const { ticks } = linearAxis(low, high, AXIS_TICKS);
  for (const tick of ticks) {
    if (tick < low || tick > high) continue;
    const x = area.left + ((tick - low) / (high - low)) * area.width;
    painter.line([x, area.top, x, area.top + area.height + 3], { stroke: theme.hairline });
    painter.text(x, area.top + area.height + 11, formatNumber(tick), {
      fill: theme.dimmed,
      align: 'center',
    });
  }
}

function drawRidge(
  painter: Painter,
  area: PlotArea,
  histogram: Histogram,
  picture: RidgePicture,
): void {
  const { recorded, tensor, axis, isSelected, theme } = picture;
  const { layers } = recorded.layout;
  const { saturatedBelow, saturatedAbove } = layers[histogram.layer];
  const { top, height } = rowBox(area, layers.length, histogram.layer);
  const baseline = top + height - 1;
  const own = axis ?? widened(histogram.minimum, histogram.maximum);
  const rms = histogramRms(histogram);
  const scale = SCALES[tensor];
  const fill = scale ? magnitudeColour(scale, rms) : categoryColour(5);
  const x = (value: number): number =>
    area.left + Math.min(1, Math.max(0, (value - own[0]) / (own[1] - own[0]))) * area.width;
  const saturates = tensor === 'preactivation';
  if (saturates && saturatedBelow !== null) {
    painter.rect(area.left, top, x(saturatedBelow) - area.left, height, theme.shade);
  }
  if (saturates && saturatedAbove !== null) {
    const from = x(saturatedAbove);
    painter.rect(from, top, area.left + area.width - from, height, theme.shade);
  }
  const path = ridgePath(histogram, own, {
    left: area.left,
    width: area.width,
    baseline,
    height: Math.max(4, height * OVERLAP - 2),
  });
  painter.clip(area.left, 0, area.width, area.top + area.height + 1, () => {
    painter.polygon(path, fill, 0.75);
    painter.line(path, {
      stroke: isSelected(histogram.layer) ? theme.accent : theme.text,
      width: isSelected(histogram.layer) ? 2 : 1,
    });
  });
  if (height < MIN_NOTE_HEIGHT) return;
  const share = saturates ? shareOutside(histogram, saturatedBelow, saturatedAbove) : 0;
  // Flat on one side only, as ReLU is: half of the values there are usual, and nothing is saturated.
  const oneSided = saturatedBelow === null || saturatedAbove === null;
  const word = oneSided ? picture.words.off : picture.words.saturated;
  const note =
    share > LEAST_SHARE
      ? `${formatShare(share)} ${word}`
      : `${formatNumber(histogram.minimum)} … ${formatNumber(histogram.maximum)}`;
  painter.text(area.left + area.width + 8, top + height / 2, note, {
    fill: share > (oneSided ? HARMFUL_OFF : HARMFUL_SATURATED) ? theme.error : theme.dimmed,
    maximumWidth: NOTES - 12,
  });
}

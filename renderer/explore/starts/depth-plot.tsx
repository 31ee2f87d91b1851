import { useCallback, useMemo } from 'react';
import { useWords } from '../../app/i18n/i18n';
import type { Painter } from '../../monitor/painter';
import { Plot, type PlotSize } from '../../monitor/plot';
import { type PlotTheme, usePlotTheme } from '../../monitor/plot-theme';
import {
  categoryColour,
  formatNumber,
  HEALTHY_HALF_DECADE,
  type LogScale,
  logScaleOf,
} from '../../monitor/scale';
import { axisFor, formatTick, shareOf, type ValueAxis } from '../../monitor/value-axis';
import type { DepthLine, DepthQuantity } from './depth-lines';
import { startsWords } from './words';

const MARGIN = { left: 48, right: 16, top: 12, bottom: 24 };
const TICKS = 5;
const POINT = 3;
const LABEL_WIDTH = 72;
const HEIGHT = 200;

/** Two starts are told apart by colour and by mark: circles and squares. */
const MARKS: readonly ((painter: Painter, x: number, y: number, colour: string) => void)[] = [
  (painter, x, y, colour) => painter.circle(x, y, POINT, colour),
  (painter, x, y, colour) => painter.rect(x - POINT, y - POINT, 2 * POINT, 2 * POINT, colour),
];
const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [6, 3]];

interface DepthPicture {
  readonly lines: readonly DepthLine[];
  readonly names: readonly string[];
  readonly axis: ValueAxis;
  readonly scale: LogScale;
  readonly theme: PlotTheme;
}

function drawDepth(painter: Painter, size: PlotSize, picture: DepthPicture): void {
  const { lines, names, axis, scale, theme } = picture;
  const width = Math.max(1, size.width - MARGIN.left - MARGIN.right);
  const height = Math.max(1, size.height - MARGIN.top - MARGIN.bottom);
  const bottom = MARGIN.top + height;
  const x = (layer: number): number =>
    MARGIN.left + (names.length > 1 ? layer / (names.length - 1) : 0.5) * width;
  const y = (value: number): number =>
    value === 0 ? bottom : bottom - Math.min(1, Math.max(0, shareOf(axis, value))) * height;
  const top = y(scale.centre * 10 ** HEALTHY_HALF_DECADE);
  painter.rect(
    MARGIN.left,
    top,
    width,
    y(scale.centre * 10 ** -HEALTHY_HALF_DECADE) - top,
    theme.healthy,
  );
  for (const tick of axis.ticks) {
    painter.line([MARGIN.left, y(tick), MARGIN.left + width, y(tick)], { stroke: theme.hairline });
    painter.text(MARGIN.left - 6, y(tick), formatTick(axis, tick), {
      fill: theme.dimmed,
      align: 'right',
    });
  }
  const every = Math.max(1, Math.ceil((names.length * LABEL_WIDTH) / width));
  names.forEach((name, layer) => {
    if (layer % every !== 0) return;
    painter.text(x(layer), bottom + 12, name, {
      fill: theme.dimmed,
      align: 'center',
      maximumWidth: LABEL_WIDTH - 6,
    });
  });
  lines.forEach(({ measured, expected }, side) => {
    const colour = categoryColour(side);
    painter.line(
      measured.flatMap((value, layer) => [x(layer), y(value)]),
      { stroke: colour, width: 1.5, dash: DASHES[side] },
    );
    measured.forEach((value, layer) => {
      if (!Number.isNaN(value)) MARKS[side](painter, x(layer), y(value), colour);
    });
    // Theory is a tick across the layer, as on the bars of the canvas.
    expected.forEach((value, layer) => {
      if (!(value > 0)) return;
      painter.line([x(layer) - 6, y(value), x(layer) + 6, y(value)], { stroke: colour });
    });
  });
}

/** From the first to the last measured layer, with the factor between: the whole story in one line. */
const story = ({ measured }: DepthLine): string => {
  const known = measured.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return '–';
  return `${formatNumber(known[0])} → ${formatNumber(known[known.length - 1])}`;
};

interface DepthPlotProps {
  readonly quantity: DepthQuantity;
  readonly lines: readonly DepthLine[];
  readonly names: readonly string[];
}

/** One magnitude of both starts by depth, input at the left, on one log axis, with theory's ticks. */
export function DepthPlot({ quantity, lines, names }: DepthPlotProps) {
  const t = useWords(startsWords);
  const theme = usePlotTheme();
  const scale = logScaleOf(quantity);
  const axis = useMemo(
    () => axisFor('log', [...lines.flatMap(({ measured }) => measured), scale.centre], TICKS),
    [lines, scale],
  );
  const draw = useCallback(
    (painter: Painter, size: PlotSize) =>
      drawDepth(painter, size, { lines, names, axis, scale, theme }),
    [lines, names, axis, scale, theme],
  );
  const label = t('depthLabel', {
    quantity: t(quantity),
    a: story(lines[0]),
    b: story(lines[1]),
  });
  return (
    <figure>
      <figcaption>{t(quantity)}</figcaption>
      <Plot testId={`depth-${quantity}`} label={label} draw={draw} height={HEIGHT} />
    </figure>
  );
}

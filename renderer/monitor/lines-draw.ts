import type { Column } from '../../shared/telemetry/store';
import type { Painter } from './painter';
import type { PlotTheme } from './plot-theme';
import type { ThinPoint } from './thin';
import { formatStep, type PlotArea, pixelOfStep, type StepRange, stepTicks } from './time-axis';
import { axisFor, formatTick, shareOf, type ValueAxis } from './value-axis';

/** The same left and right as the loss chart has, so that charts above each other share their steps. */
export const LINES_MARGIN = { left: 48, right: 12, top: 18, bottom: 18 } as const;

const PIXELS_PER_TICK = 90;
const VALUE_TICKS = 4;
/** Charts lower than this have marks at their ends and little between. */
const LOW_HEIGHT = 100;

/** Of the mark where a line goes on from another one. */
const BEGIN_RADIUS = 3.5;

export interface PlotLine {
  readonly colour: string;
  readonly dash?: readonly number[];
  /** Its first point is marked: what it shows began elsewhere. */
  readonly goesOn?: boolean;
  readonly points: readonly ThinPoint[];
}

/** A value axis and the extremes of what was measured within its range; NaN where nothing was. */
export interface LinesAxis extends ValueAxis {
  readonly minimum: number;
  readonly maximum: number;
}

/** An axis that holds every value of the lines within a range of steps. */
export function axisOf(
  scale: ValueAxis['scale'],
  lines: readonly { readonly column: Column }[],
  range: StepRange,
  height = LOW_HEIGHT,
): LinesAxis {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let positive = Number.POSITIVE_INFINITY;
  for (const { column } of lines) {
    for (let index = 0; index < column.steps.length; index += 1) {
      const value = column.mean[index];
      const step = column.steps[index];
      if (step < range[0] || step > range[1] || !Number.isFinite(value)) continue;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      if (value > 0 && value < positive) positive = value;
    }
  }
  const measured = minimum <= maximum;
  const ends = scale === 'log' ? [positive, maximum] : [minimum, maximum];
  return {
    ...axisFor(scale, ends, height < LOW_HEIGHT ? 1 : VALUE_TICKS),
    minimum: measured ? minimum : Number.NaN,
    maximum: measured ? maximum : Number.NaN,
  };
}

/** Half of a long step's width: closer to the end of the canvas it would be cut. */
const HALF_LABEL = 22;

/** Where the word of a step at `x` stands that must not go beyond `edge`: below it, or else up to the edge. */
export const stepLabelPlace = (
  x: number,
  edge: number,
): { readonly x: number; readonly align: 'right' | 'center' } =>
  x + HALF_LABEL > edge ? { x: edge, align: 'right' } : { x, align: 'center' };

/** Marks and words of the step axis below a plot; `room` is what the canvas has to the right of it. */
export function drawStepAxis(
  painter: Painter,
  area: PlotArea,
  range: StepRange,
  theme: PlotTheme,
  room: number,
): void {
  const right = area.left + area.width;
  const bottom = area.top + area.height;
  for (const step of stepTicks(range, area.width / PIXELS_PER_TICK)) {
    const x = pixelOfStep(area, range, step);
    painter.line([x, bottom, x, bottom + 4], { stroke: theme.hairline });
    const place = stepLabelPlace(x, right + room);
    painter.text(place.x, bottom + 11, formatStep(step), {
      fill: theme.dimmed,
      align: place.align,
    });
  }
}

export const yOf = (area: PlotArea, axis: ValueAxis, value: number): number =>
  area.top + (1 - shareOf(axis, value)) * area.height;

/** Grid, marks and words of both axes. */
export function drawAxes(
  painter: Painter,
  area: PlotArea,
  range: StepRange,
  axis: ValueAxis,
  theme: PlotTheme,
  format: (value: number) => string = (value) => formatTick(axis, value),
): void {
  const right = area.left + area.width;
  for (const value of axis.ticks) {
    const y = yOf(area, axis, value);
    painter.line([area.left, y, right, y], { stroke: theme.hairline });
    painter.text(area.left - 6, y, format(value), { fill: theme.dimmed, align: 'right' });
  }
  drawStepAxis(painter, area, range, theme, LINES_MARGIN.right - 4);
}

export interface LinesPicture {
  readonly area: PlotArea;
  readonly range: StepRange;
  readonly axis: ValueAxis;
  readonly lines: readonly PlotLine[];
  readonly healthy?: readonly [number, number];
  readonly title: string;
  readonly theme: PlotTheme;
}

export function drawLines(painter: Painter, picture: LinesPicture): void {
  const { area, range, axis, healthy, title, theme } = picture;
  if (healthy) {
    const top = Math.max(area.top, yOf(area, axis, Math.min(healthy[1], axis.high)));
    const bottom = Math.min(
      area.top + area.height,
      yOf(area, axis, Math.max(healthy[0], axis.low)),
    );
    if (bottom > top) painter.rect(area.left, top, area.width, bottom - top, theme.healthy);
  }
  drawAxes(painter, area, range, axis, theme);
  painter.text(area.left, 8, title, { fill: theme.text, bold: true, maximumWidth: area.width });
  drawCurves(painter, picture);
}

/** The lines alone; `strong` makes them stand out. */
export function drawCurves(
  painter: Painter,
  { area, range, axis, lines, theme }: Omit<LinesPicture, 'healthy' | 'title'>,
  strong = false,
): void {
  painter.clip(area.left, area.top - 1, area.width, area.height + 2, () => {
    for (const { points, colour: stroke, dash, goesOn } of lines) {
      const pixels = points.flatMap((point) => [
        pixelOfStep(area, range, point.step),
        yOf(area, axis, point.value),
      ]);
      painter.line(pixels, { stroke, width: strong ? 3 : 1.25, dash });
      if (goesOn && pixels.length > 0) {
        painter.circle(pixels[0], pixels[1], BEGIN_RADIUS, theme.surface, stroke);
      }
    }
  });
}

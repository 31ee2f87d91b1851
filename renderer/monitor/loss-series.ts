import { STEP_COLUMNS, VALIDATION_COLUMNS } from '../../shared/telemetry/layout';
import type { Column, TelemetryStore } from '../../shared/telemetry/store';
import { cachedColumn } from './series-cache';
import { smooth } from './smoothing';
import { thin } from './thin';
import type { StepRange } from './time-axis';

/** One chart of the loss panel: the loss, or one metric. −1 is the loss, others index `layout.metrics`. */
export const LOSS = -1;

/** The training column of the loss or a metric. */
export const trainingColumn = (telemetry: TelemetryStore, metric: number): Column =>
  cachedColumn(
    telemetry,
    'steps',
    metric === LOSS ? STEP_COLUMNS.indexOf('loss') : STEP_COLUMNS.length + metric,
  );

export const validationColumn = (telemetry: TelemetryStore, metric: number): Column =>
  cachedColumn(
    telemetry,
    'validation',
    metric === LOSS ? VALIDATION_COLUMNS.indexOf('loss') : VALIDATION_COLUMNS.length + metric,
  );

/** What the chart library draws at one place of the axis. */
export interface LossPoint {
  readonly step: number;
  readonly training?: number;
  /** Lowest and highest training value of the place. */
  readonly band?: readonly [number, number];
  readonly validation?: number;
}

/**
 * Training and validation of one chart, thinned to the pixels, in the order of steps. Smoothing concerns training
 * alone: validation is already a mean over its whole set. On a log axis values that are not positive are left out.
 */
export function lossPoints(
  training: Column,
  validation: Column,
  options: {
    readonly range: StepRange;
    readonly pixels: number;
    readonly smoothing: number;
    readonly positive: boolean;
  },
): LossPoint[] {
  const { range, pixels, smoothing, positive } = options;
  const usable = (value: number): boolean => !positive || value > 0;
  const raw = thin(training, range, pixels);
  const smoothed =
    smoothing > 0
      ? thin({ ...training, mean: smooth(training.mean, smoothing) }, range, pixels)
      : raw;
  const points: LossPoint[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const { step, low, high } = raw[index];
    const { value } = smoothed[index];
    if (!usable(value)) continue;
    const band: readonly [number, number] = [usable(low) ? low : value, high];
    points.push({ step, training: value, band });
  }
  for (const { step, value } of thin(validation, range, pixels)) {
    if (usable(value)) points.push({ step, validation: value });
  }
  return points.sort((first, second) => first.step - second.step);
}

/** Extremes of what is drawn: the axis holds lines whole, and of the noise band nearly all. */
export function* drawnValues(points: readonly LossPoint[]): Iterable<number> {
  for (const { training, band, validation } of points) {
    if (training !== undefined) yield training;
    if (validation !== undefined) yield validation;
    if (band) yield* band;
  }
}

/** A loss that rose to this many times its first value hides everything else on a linear axis. */
const DIVERGED = 20;

/** The axis that suits a loss until the person chooses: logarithmic where it shot up, as when training diverges. */
export function suitedScale({ mean, maximum }: Column): 'linear' | 'log' {
  const first = mean.find((value) => Number.isFinite(value)) ?? 0;
  const positive = mean.every((value) => !(value <= 0));
  return first > 0 && positive && maximum.some((value) => value > DIVERGED * first)
    ? 'log'
    : 'linear';
}

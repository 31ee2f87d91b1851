import type { Column } from '../../shared/telemetry/store';
import { indexAt, type StepRange } from './time-axis';

/** What a line chart draws of one pixel column: the mean of what was recorded there, and its extremes. */
export interface ThinPoint {
  readonly step: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Thins a column to at most one point a pixel. Extremes survive, so that a spike of one step is still seen; values
 * that were not measured or are not finite count nowhere. One recorded step on either side of the range is kept,
 * so that lines run to the chart's edges.
 */
export function thin(column: Column, range: StepRange, pixels: number): ThinPoint[] {
  const count = column.steps.length;
  const first = Math.max(0, indexAt(column.steps, count, range[0]));
  const last = Math.min(count - 1, indexAt(column.steps, count, range[1]) + 1);
  const points: ThinPoint[] = [];
  const width = (range[1] - range[0]) / Math.max(1, Math.floor(pixels));
  const bucketOf = (index: number): number =>
    Math.floor((column.steps[index] - range[0]) / Math.max(width, Number.MIN_VALUE));
  let index = first;
  while (index <= last) {
    const bucket = bucketOf(index);
    let taken = 0;
    let steps = 0;
    let sum = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; index <= last && bucketOf(index) === bucket; index += 1) {
      const value = column.mean[index];
      if (!Number.isFinite(value)) continue;
      taken += 1;
      steps += column.steps[index];
      sum += value;
      low = Math.min(low, column.minimum[index]);
      high = Math.max(high, column.maximum[index]);
    }
    if (taken > 0) points.push({ step: steps / taken, value: sum / taken, low, high });
  }
  return points;
}

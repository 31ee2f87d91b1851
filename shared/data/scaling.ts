import type { Scaling } from './prepared-data';

/** Leaves a value as it is. */
export const NO_SCALING: Scaling = { mean: 0, deviation: 1 };

/** Deviations below this share of the mean are rounding, not spread. */
const CONSTANT_TOLERANCE = 1e-12;

/** Values at positions `base + index * stride` of an array: one column of a row-major matrix. */
export interface ColumnView {
  readonly values: Float32Array | Float64Array;
  readonly base: number;
  readonly stride: number;
}

/** The mean over `rows` of the values that are not NaN; 0 where there is none. */
export function meanOf({ values, base, stride }: ColumnView, rows: Uint32Array): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    const value = values[base + row * stride];
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/**
 * Mean and (population) deviation over `rows`, in two passes so that large means cost no digits. A constant
 * column gets a deviation of 1: it becomes all zeros instead of a division by zero.
 */
export function scalingOf(view: ColumnView, rows: Uint32Array): Scaling {
  const mean = meanOf(view, rows);
  const { values, base, stride } = view;
  let squares = 0;
  let count = 0;
  for (const row of rows) {
    const value = values[base + row * stride];
    if (Number.isNaN(value)) continue;
    squares += (value - mean) ** 2;
    count += 1;
  }
  const deviation = count === 0 ? 0 : Math.sqrt(squares / count);
  const isConstant = deviation <= CONSTANT_TOLERANCE * Math.abs(mean) || deviation === 0;
  return { mean, deviation: isConstant ? 1 : deviation };
}

/** One mean and deviation over all numbers of the given samples: pictures keep their contrast between pixels. */
export function jointScalingOf(values: Float32Array, size: number, rows: Uint32Array): Scaling {
  let sum = 0;
  for (const row of rows) {
    for (let index = row * size; index < (row + 1) * size; index += 1) sum += values[index];
  }
  const count = Math.max(1, rows.length * size);
  const mean = sum / count;
  let squares = 0;
  for (const row of rows) {
    for (let index = row * size; index < (row + 1) * size; index += 1) {
      squares += (values[index] - mean) ** 2;
    }
  }
  const deviation = Math.sqrt(squares / count);
  return { mean, deviation: deviation === 0 ? 1 : deviation };
}

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
  return scalingFrom(mean, count === 0 ? 0 : squares / count);
}

/** A column that does not vary is only centred. */
function scalingFrom(mean: number, variance: number): Scaling {
  const deviation = Math.sqrt(variance);
  const isConstant = deviation <= CONSTANT_TOLERANCE * Math.abs(mean) || deviation === 0;
  return { mean, deviation: isConstant ? 1 : deviation };
}

/**
 * One mean and deviation for each index of the last axis, over all positions of the given samples: a picture keeps its
 * contrast between pixels, a sequence its course over time. `size` numbers a sample, `channels` of them at a position.
 */
export function channelScalingsOf(
  values: Float32Array,
  size: number,
  channels: number,
  rows: Uint32Array,
): readonly Scaling[] {
  const count = Math.max(1, (rows.length * size) / channels);
  /** Sum of a term of each number, by channel. */
  const sumsOf = (term: (value: number, channel: number) => number): Float64Array => {
    const sums = new Float64Array(channels);
    for (const row of rows) {
      for (let index = 0; index < size; index += 1) {
        const channel = index % channels;
        sums[channel] += term(values[row * size + index], channel);
      }
    }
    return sums;
  };
  const means = sumsOf((value) => value).map((sum) => sum / count);
  const squares = sumsOf((value, channel) => (value - means[channel]) ** 2);
  return Array.from(means, (mean, channel) => scalingFrom(mean, squares[channel] / count));
}

/**
 * Mean and deviation of one sample's own numbers. A deviation is at least 1/√n, so that a plain picture is not blown
 * up to noise. Source: TensorFlow, tf.image.per_image_standardization.
 */
export function sampleScalingOf(sample: Float32Array): Scaling {
  let sum = 0;
  for (let index = 0; index < sample.length; index += 1) sum += sample[index];
  const mean = sum / sample.length;
  let squares = 0;
  for (let index = 0; index < sample.length; index += 1) squares += (sample[index] - mean) ** 2;
  const deviation = Math.sqrt(squares / sample.length);
  return { mean, deviation: Math.max(deviation, 1 / Math.sqrt(sample.length)) };
}

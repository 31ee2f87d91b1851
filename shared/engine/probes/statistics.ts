/** What one walk over a tensor finds. */
export interface SignalStatistics {
  readonly mean: number;
  readonly deviation: number;
  readonly rms: number;
  readonly zeroFraction: number;
}

/** One walk, sums in float64; deviation of the whole tensor (not unbiased). */
export function signalStatistics(values: Float32Array): SignalStatistics {
  const count = values.length;
  let sum = 0;
  let squares = 0;
  let zeros = 0;
  for (let index = 0; index < count; index += 1) {
    const value = values[index];
    sum += value;
    squares += value * value;
    if (value === 0) zeros += 1;
  }
  const mean = sum / count;
  const meanSquare = squares / count;
  return {
    mean,
    // Rounding can push a difference of equal squares just below 0.
    deviation: Math.sqrt(Math.max(0, meanSquare - mean * mean)),
    rms: Math.sqrt(meanSquare),
    zeroFraction: zeros / count,
  };
}

/** Share of numbers below `low` or above `high`. */
export function fractionOutside(values: Float32Array, low: number, high: number): number {
  let outside = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] < low || values[index] > high) outside += 1;
  }
  return outside / values.length;
}

/** Sum of squares of a range, in float64. */
export function squaresOf(values: Float32Array, start = 0, end = values.length): number {
  let sum = 0;
  for (let index = start; index < end; index += 1) sum += values[index] * values[index];
  return sum;
}

/** Sum of squares of differences of a range of two vectors. */
export function squaresOfChange(
  before: Float32Array,
  after: Float32Array,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let index = start; index < end; index += 1) {
    const change = after[index] - before[index];
    sum += change * change;
  }
  return sum;
}

/**
 * Counts in equal bins between the smallest and the largest value, written as minimum, maximum, counts. Values
 * that are all equal fall into the first bin.
 */
export function writeHistogram(values: Float32Array, bins: number, target: Float32Array): void {
  let low = Infinity;
  let high = -Infinity;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  target[0] = low;
  target[1] = high;
  const scale = high > low ? bins / (high - low) : 0;
  for (let index = 0; index < values.length; index += 1) {
    const bin = Math.min(bins - 1, Math.floor((values[index] - low) * scale));
    target[2 + bin] += 1;
  }
}

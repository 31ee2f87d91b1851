import { kernelsFor } from './kernels/own-wasm';

/**
 * Walks over many numbers, several of them in every step: by our own WebAssembly where the numbers lie on its heap,
 * by the loops below elsewhere. Sums are kept in four or two accumulators: a single one
 * would wait for each addition to finish before the next, three times as long. All sums are float64, so that
 * squares of large float32 numbers do not overflow and many small ones do not get lost.
 */

const addressOf = ({ byteOffset }: Float32Array, index = 0): number =>
  byteOffset + index * Float32Array.BYTES_PER_ELEMENT;

/** Sum of squares of the range from `start` to before `end`. */
export function squaresOf(values: Float32Array, start = 0, end = values.length): number {
  const wasm = kernelsFor(values);
  if (wasm) return wasm.kernels.sumOfSquares(addressOf(values, start), end - start);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = start;
  for (; index + 3 < end; index += 4) {
    a += values[index] * values[index];
    b += values[index + 1] * values[index + 1];
    c += values[index + 2] * values[index + 2];
    d += values[index + 3] * values[index + 3];
  }
  for (; index < end; index += 1) a += values[index] * values[index];
  return a + b + (c + d);
}

/** L2 norm. */
export const norm = (values: Float32Array): number => Math.sqrt(squaresOf(values));

/** Sum of squares of the differences of two vectors over a range. */
export function squaresOfChange(
  before: Float32Array,
  after: Float32Array,
  start: number,
  end: number,
): number {
  const wasm = kernelsFor(after);
  if (wasm && before.buffer === after.buffer) {
    const pointers = [addressOf(before, start), addressOf(after, start)] as const;
    return wasm.kernels.sumOfSquaredChange(...pointers, end - start);
  }
  let a = 0;
  let b = 0;
  let index = start;
  for (; index + 1 < end; index += 2) {
    const first = after[index] - before[index];
    const second = after[index + 1] - before[index + 1];
    a += first * first;
    b += second * second;
  }
  for (; index < end; index += 1) a += (after[index] - before[index]) ** 2;
  return a + b;
}

/** True where no number is NaN or infinite. Without a branch per number: 0 · x is 0 for every finite x, else NaN. */
export function allFinite(values: Float32Array): boolean {
  const wasm = kernelsFor(values);
  // Squares of 32-bit floats do not overflow 64 bits.
  if (wasm) return Number.isFinite(wasm.kernels.sumOfSquares(addressOf(values), values.length));
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let index = 0;
  for (; index + 3 < values.length; index += 4) {
    a += 0 * values[index];
    b += 0 * values[index + 1];
    c += 0 * values[index + 2];
    d += 0 * values[index + 3];
  }
  for (; index < values.length; index += 1) a += 0 * values[index];
  return a + b + c + d === 0;
}

/** What one walk over a tensor finds. */
export interface SignalStatistics {
  readonly mean: number;
  /** Of the whole tensor: not the unbiased estimate of a sample. */
  readonly deviation: number;
  readonly rms: number;
  readonly zeroFraction: number;
}

interface SignalSums {
  readonly sum: number;
  readonly squares: number;
  readonly zeros: number;
}

function signalSums(values: Float32Array): SignalSums {
  const wasm = kernelsFor(values);
  if (wasm) {
    const out = wasm.work(3 * Float64Array.BYTES_PER_ELEMENT);
    wasm.kernels.signalSums(addressOf(values), values.length, out);
    const [sum, squares, zeros] = new Float64Array(wasm.memory.buffer, out, 3);
    return { sum, squares, zeros };
  }
  let sumA = 0;
  let sumB = 0;
  let squaresA = 0;
  let squaresB = 0;
  let zeros = 0;
  let index = 0;
  for (; index + 1 < values.length; index += 2) {
    const a = values[index];
    const b = values[index + 1];
    sumA += a;
    sumB += b;
    squaresA += a * a;
    squaresB += b * b;
    zeros += (a === 0 ? 1 : 0) + (b === 0 ? 1 : 0);
  }
  for (; index < values.length; index += 1) {
    sumA += values[index];
    squaresA += values[index] ** 2;
    zeros += values[index] === 0 ? 1 : 0;
  }
  return { sum: sumA + sumB, squares: squaresA + squaresB, zeros };
}

export function signalStatistics(values: Float32Array): SignalStatistics {
  const count = values.length;
  const { sum, squares, zeros } = signalSums(values);
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

/** How many numbers are below `limit`. */
function countBelow(values: Float32Array, limit: number): number {
  let a = 0;
  let b = 0;
  let index = 0;
  for (; index + 1 < values.length; index += 2) {
    a += values[index] < limit ? 1 : 0;
    b += values[index + 1] < limit ? 1 : 0;
  }
  for (; index < values.length; index += 1) a += values[index] < limit ? 1 : 0;
  return a + b;
}

function countAbove(values: Float32Array, limit: number): number {
  let count = 0;
  for (let index = 0; index < values.length; index += 1) count += values[index] > limit ? 1 : 0;
  return count;
}

/** Share of numbers below `low` or above `high`; a side that is null has no limit. */
export function fractionOutside(
  values: Float32Array,
  low: number | null,
  high: number | null,
): number {
  const wasm = kernelsFor(values);
  if (wasm) {
    const limits = [low ?? -Infinity, high ?? Infinity] as const;
    return wasm.kernels.countOutside(addressOf(values), values.length, ...limits) / values.length;
  }
  const below = low === null ? 0 : countBelow(values, low);
  const above = high === null ? 0 : countAbove(values, high);
  return (below + above) / values.length;
}

/** Smallest and largest number. */
function extremesOf(values: Float32Array): readonly [number, number] {
  let lowA = Infinity;
  let highA = -Infinity;
  let lowB = Infinity;
  let highB = -Infinity;
  for (let index = 0; index + 1 < values.length; index += 2) {
    const a = values[index];
    const b = values[index + 1];
    lowA = Math.min(lowA, a);
    highA = Math.max(highA, a);
    lowB = Math.min(lowB, b);
    highB = Math.max(highB, b);
  }
  const last = values.length > 0 ? values[values.length - 1] : Number.NaN;
  return [Math.min(lowA, lowB, last), Math.max(highA, highB, last)];
}

/** Of each column of numbers seen as [rows, columns], the share that is not 0; `target` has a number for each. */
export function writeNonzeroShares(
  values: Float32Array,
  columns: number,
  target: Float32Array,
): void {
  const rows = values.length / columns;
  const wasm = kernelsFor(values);
  if (wasm) {
    const out = wasm.work(columns * Float32Array.BYTES_PER_ELEMENT);
    wasm.kernels.nonzeroShares(addressOf(values), rows, columns, out);
    target.set(new Float32Array(wasm.memory.buffer, out, columns));
    return;
  }
  target.fill(0);
  for (let start = 0; start < values.length; start += columns) {
    for (let column = 0; column < columns; column += 1) {
      if (values[start + column] !== 0) target[column] += 1;
    }
  }
  for (let column = 0; column < columns; column += 1) target[column] /= rows;
}

/** More numbers than these are counted in even strides: the shape of a histogram needs no more. */
const MAX_COUNTED = 2_048;

/**
 * A histogram as minimum, maximum, counts: equal bins between the two extremes, which are exact. Values that are
 * all equal fall into the first bin. Of tensors larger than `MAX_COUNTED`, every n-th number is counted.
 */
export function writeHistogram(values: Float32Array, bins: number, target: Float32Array): void {
  const stride = Math.ceil(values.length / MAX_COUNTED);
  const wasm = values.length > 0 ? kernelsFor(values) : null;
  if (wasm) {
    const width = 2 + bins;
    const bytes = width * Float32Array.BYTES_PER_ELEMENT;
    const out = wasm.work(bytes + wasm.kernels.histogramWorkBytes(bins));
    wasm.kernels.histogram(addressOf(values), values.length, stride, bins, out, out + bytes);
    target.set(new Float32Array(wasm.memory.buffer, out, width));
    return;
  }
  const [low, high] = extremesOf(values);
  const scale = high > low ? bins / (high - low) : 0;
  target.fill(0, 2, 2 + bins);
  target[0] = low;
  target[1] = high;
  for (let index = 0; index < values.length; index += stride) {
    const bin = ((values[index] - low) * scale) | 0;
    target[2 + Math.min(bin, bins - 1)] += 1;
  }
}

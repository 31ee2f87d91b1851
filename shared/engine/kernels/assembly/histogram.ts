/**
 * How numbers are spread, in one call: two walks, for the extremes and for the counts between them. Probes take four
 * histograms of every layer, so that they cost more than all other statistics together.
 */

/** Bytes of four numbers. */
const VECTOR: usize = 16;

function bytesOf(count: i32): usize {
  return (<usize>count) << 2;
}

function smallest(x: v128): f32 {
  return min(
    min(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    min(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

function largest(x: v128): f32 {
  return max(
    max(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

/**
 * Writes the smallest and the largest number to `out`; both NaN where one number is. The machine's own minimum
 * overlooks a NaN, and the one that does not takes five times as long: NaN is looked for apart.
 */
function extremes(start: usize, count: i32, out: usize): void {
  const first = f32x4.splat(f32.load(start));
  let lowA = first;
  let highA = first;
  let lowB = first;
  let highB = first;
  let isNumber = i32x4.splat(-1);
  const end = start + bytesOf(count);
  const pairs = start + bytesOf(count & ~7);
  for (; start < pairs; start += 2 * VECTOR) {
    const a = v128.load(start);
    const b = v128.load(start, VECTOR);
    lowA = f32x4.pmin(lowA, a);
    highA = f32x4.pmax(highA, a);
    lowB = f32x4.pmin(lowB, b);
    highB = f32x4.pmax(highB, b);
    // Equal to itself is every number but NaN.
    isNumber = v128.and(isNumber, v128.and(f32x4.eq(a, a), f32x4.eq(b, b)));
  }
  const areNumbers = v128.all_true<i32>(isNumber);
  let low = areNumbers ? smallest(f32x4.min(lowA, lowB)) : <f32>NaN;
  let high = areNumbers ? largest(f32x4.max(highA, highB)) : <f32>NaN;
  for (; start < end; start += 4) {
    low = min(low, f32.load(start));
    high = max(high, f32.load(start));
  }
  f32.store(out, low);
  f32.store(out, high, 4);
}

/** The nearest whole numbers towards 0 of numbers that are known to fit. */
function truncate(x: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_trunc_f32x4_s(x);
  return i32x4.trunc_sat_f32x4_s(x);
}

/** Bytes of `work` that a histogram of so many bins needs. */
export function histogramWorkBytes(bins: i32): usize {
  return 4 * bytesOf(bins);
}

function countAt(counters: usize, bin: i32): void {
  const counter = counters + bytesOf(bin);
  i32.store(counter, i32.load(counter) + 1);
}

/**
 * Writes minimum, maximum and the counts of `bins` equal bins between the two to `out`, all as float32. Every
 * `stride`-th number is counted; the largest falls into the last bin, NaN into the first. `count` is not 0.
 */
export function histogram(
  start: usize,
  count: i32,
  stride: i32,
  bins: i32,
  out: usize,
  work: usize,
): void {
  extremes(start, count, out);
  const low = f32.load(out);
  const range = <f64>f32.load(out, 4) - <f64>low;
  const scale = range > 0 ? <f32>(<f64>bins / range) : <f32>0;

  // Counters of their own for each lane: one that waits for the one before it would take as long as all the rest.
  const width = bytesOf(bins);
  memory.fill(work, 0, 4 * width);
  const lows = f32x4.splat(low);
  const scales = f32x4.splat(scale);
  const last = f32x4.splat(<f32>(bins - 1));
  const zero = f32x4.splat(0);
  const step = bytesOf(stride);
  const counted = (count + stride - 1) / stride;
  let index = 0;
  for (; index + 3 < counted; index += 4) {
    let x = v128.load_splat<f32>(start);
    x = v128.load_lane<f32>(start + step, x, 1);
    x = v128.load_lane<f32>(start + 2 * step, x, 2);
    x = v128.load_lane<f32>(start + 3 * step, x, 3);
    // In this order a NaN becomes 0.
    const place = f32x4.pmax(zero, f32x4.mul(f32x4.sub(x, lows), scales));
    const bin = truncate(f32x4.pmin(last, place));
    countAt(work, i32x4.extract_lane(bin, 0));
    countAt(work + width, i32x4.extract_lane(bin, 1));
    countAt(work + 2 * width, i32x4.extract_lane(bin, 2));
    countAt(work + 3 * width, i32x4.extract_lane(bin, 3));
    start += 4 * step;
  }
  for (; index < counted; index++) {
    const place = (f32.load(start) - low) * scale;
    countAt(work, place > 0 ? <i32>min(place, <f32>(bins - 1)) : 0);
    start += step;
  }
  for (let bin = 0; bin < bins; bin++) {
    const counter = work + bytesOf(bin);
    const sum =
      i32.load(counter) +
      i32.load(counter + width) +
      i32.load(counter + 2 * width) +
      i32.load(counter + 3 * width);
    f32.store(out + bytesOf(bin), <f32>sum, 8);
  }
}

/**
 * Walks over many numbers, four at a time: the statistics that probes take of every tensor, and the sums that each
 * step needs. Sums are float64, so that squares of large float32 numbers do not overflow and many small ones do not
 * get lost.
 */

/** Bytes of four numbers. */
const VECTOR: usize = 16;

function bytesOf(count: i32): usize {
  return (<usize>count) << 2;
}

/** End of the part that fills whole vectors. */
function wholeEnd(start: usize, count: i32): usize {
  return start + bytesOf(count & ~3);
}

/** Both lanes added up. */
function across(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** The last two of four float32 numbers as float64. */
export function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
}

/** Sum of squares. */
export function sumOfSquares(start: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const whole = wholeEnd(start, count);
  const end = start + bytesOf(count);
  for (; start < whole; start += VECTOR) {
    const x = v128.load(start);
    const first = f64x2.promote_low_f32x4(x);
    const second = promoteHigh(x);
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  let sum = across(f64x2.add(low, high));
  for (; start < end; start += 4) {
    const x = <f64>f32.load(start);
    sum += x * x;
  }
  return sum;
}

/** Sum of squares of the differences of two vectors. */
export function sumOfSquaredChange(before: usize, after: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const whole = wholeEnd(before, count);
  const end = before + bytesOf(count);
  for (; before < whole; before += VECTOR) {
    const a = v128.load(before);
    const b = v128.load(after);
    const first = f64x2.sub(f64x2.promote_low_f32x4(b), f64x2.promote_low_f32x4(a));
    const second = f64x2.sub(promoteHigh(b), promoteHigh(a));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
    after += VECTOR;
  }
  let sum = across(f64x2.add(low, high));
  for (; before < end; before += 4) {
    const change = <f64>f32.load(after) - <f64>f32.load(before);
    sum += change * change;
    after += 4;
  }
  return sum;
}

/** Writes three float64 numbers to `out`: sum, sum of squares, and how many numbers are exactly 0. */
export function signalSums(start: usize, count: i32, out: usize): void {
  let sumLow = f64x2.splat(0);
  let sumHigh = f64x2.splat(0);
  let squareLow = f64x2.splat(0);
  let squareHigh = f64x2.splat(0);
  let zeroCounts = i32x4.splat(0);
  const zero = f32x4.splat(0);
  const whole = wholeEnd(start, count);
  const end = start + bytesOf(count);
  for (; start < whole; start += VECTOR) {
    const x = v128.load(start);
    const first = f64x2.promote_low_f32x4(x);
    const second = promoteHigh(x);
    sumLow = f64x2.add(sumLow, first);
    sumHigh = f64x2.add(sumHigh, second);
    squareLow = f64x2.add(squareLow, f64x2.mul(first, first));
    squareHigh = f64x2.add(squareHigh, f64x2.mul(second, second));
    // A lane where the comparison holds is −1.
    zeroCounts = i32x4.sub(zeroCounts, f32x4.eq(x, zero));
  }
  let sum = across(f64x2.add(sumLow, sumHigh));
  let squares = across(f64x2.add(squareLow, squareHigh));
  let zeros = lanesOf(zeroCounts);
  for (; start < end; start += 4) {
    const x = <f64>f32.load(start);
    sum += x;
    squares += x * x;
    if (x === 0) zeros++;
  }
  f64.store(out, sum);
  f64.store(out, squares, 8);
  f64.store(out, <f64>zeros, 16);
}

function lanesOf(counts: v128): i32 {
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

/** How many numbers lie below `low` or above `high`; an infinite limit is no limit. */
export function countOutside(start: usize, count: i32, low: f32, high: f32): i32 {
  let counts = i32x4.splat(0);
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  const whole = wholeEnd(start, count);
  const end = start + bytesOf(count);
  for (; start < whole; start += VECTOR) {
    const x = v128.load(start);
    counts = i32x4.sub(counts, v128.or(f32x4.lt(x, lows), f32x4.gt(x, highs)));
  }
  let outside = lanesOf(counts);
  for (; start < end; start += 4) {
    const x = f32.load(start);
    if (x < low || x > high) outside++;
  }
  return outside;
}

/** Sums of the columns of [rows, columns], as float32 at `out`; added up in float64, eight columns at a time. */
export function columnSums(start: usize, rows: i32, columns: i32, out: usize): void {
  const rowBytes = bytesOf(columns);
  let column = 0;
  for (; column + 7 < columns; column += 8) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    let at = start + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      const left = v128.load(at);
      const right = v128.load(at, VECTOR);
      a = f64x2.add(a, f64x2.promote_low_f32x4(left));
      b = f64x2.add(b, promoteHigh(left));
      c = f64x2.add(c, f64x2.promote_low_f32x4(right));
      d = f64x2.add(d, promoteHigh(right));
      at += rowBytes;
    }
    const target = out + bytesOf(column);
    storePair(target, a);
    storePair(target + 8, b);
    storePair(target + 16, c);
    storePair(target + 24, d);
  }
  for (; column < columns; column++) {
    let sum: f64 = 0;
    let at = start + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      sum += <f64>f32.load(at);
      at += rowBytes;
    }
    f32.store(out + bytesOf(column), <f32>sum);
  }
}

/** Of each column of [rows, columns] the share of numbers that are not 0, as float32 at `out`; NaN is not 0. */
export function nonzeroShares(start: usize, rows: i32, columns: i32, out: usize): void {
  const rowBytes = bytesOf(columns);
  const zero = f32x4.splat(0);
  let column = 0;
  for (; column + 3 < columns; column += 4) {
    let zeros = i32x4.splat(0);
    let at = start + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      // A lane where the comparison holds is −1.
      zeros = i32x4.sub(zeros, f32x4.eq(v128.load(at), zero));
      at += rowBytes;
    }
    const counts = f32x4.convert_i32x4_s(i32x4.sub(i32x4.splat(rows), zeros));
    v128.store(out + bytesOf(column), f32x4.div(counts, f32x4.splat(<f32>rows)));
  }
  for (; column < columns; column++) {
    let count = 0;
    let at = start + bytesOf(column);
    for (let row = 0; row < rows; row++) {
      if (f32.load(at) !== 0) count++;
      at += rowBytes;
    }
    f32.store(out + bytesOf(column), <f32>count / <f32>rows);
  }
}

function storePair(target: usize, pair: v128): void {
  f32.store(target, <f32>f64x2.extract_lane(pair, 0));
  f32.store(target, <f32>f64x2.extract_lane(pair, 1), 4);
}

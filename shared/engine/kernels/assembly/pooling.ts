/** Pooling: maxima of windows, sums of windows, and the ways back. */
import { walk } from './window-walk';
import { bytesOf, channelsAt, copyRun, VECTOR, wholeEnd } from './windows';

// What a walk is about; a visit gets offsets alone.
let inputs: usize = 0;
let outputs: usize = 0;
let chosen: usize = 0;
let scales: usize = 0;
let runBytes: usize = 0;

/** Of equal numbers the first stays; a NaN is taken before all others. */
@unmanaged
class TakeLarger {
  visit(input: usize, output: usize, tap: i32, _place: i32, isFirst: bool): void {
    const from = inputs + input;
    const largest = outputs + output;
    const taps = chosen + output;
    const number = <f32>tap;
    const four = f32x4.splat(number);
    let at: usize = 0;
    if (isFirst) {
      // Whatever is there is the largest so far: a window of −∞ only has a largest place too.
      copyRun(from, largest, runBytes);
      for (; at < runBytes; at += 4) f32.store(taps + at, number);
    }
    for (; at < wholeEnd(0, runBytes); at += VECTOR) {
      const value = v128.load(from + at);
      const known = v128.load(largest + at);
      const isTaken = v128.or(f32x4.gt(value, known), f32x4.ne(value, value));
      v128.store(largest + at, v128.bitselect(value, known, isTaken));
      v128.store(taps + at, v128.bitselect(four, v128.load(taps + at), isTaken));
    }
    for (; at < runBytes; at += 4) {
      const value = f32.load(from + at);
      if (value > f32.load(largest + at) || F32.isNaN(value)) {
        f32.store(largest + at, value);
        f32.store(taps + at, number);
      }
    }
  }
}

/** Largest numbers of windows, and which tap of the window each of them is. */
export function maximaOfWindows(
  source: usize,
  largest: usize,
  taps: usize,
  batch: i32,
  table: usize,
): void {
  inputs = source;
  outputs = largest;
  chosen = taps;
  runBytes = bytesOf(channelsAt(table));
  walk<TakeLarger>(batch, table);
}

@unmanaged
class AddWhereChosen {
  visit(input: usize, output: usize, tap: i32, _place: i32, _isFirst: bool): void {
    const to = inputs + input;
    const from = outputs + output;
    const taps = chosen + output;
    const number = <f32>tap;
    const four = f32x4.splat(number);
    let at: usize = 0;
    for (; at < wholeEnd(0, runBytes); at += VECTOR) {
      const isChosen = f32x4.eq(v128.load(taps + at), four);
      const added = v128.and(v128.load(from + at), isChosen);
      v128.store(to + at, f32x4.add(v128.load(to + at), added));
    }
    for (; at < runBytes; at += 4) {
      if (f32.load(taps + at) === number) {
        f32.store(to + at, f32.load(to + at) + f32.load(from + at));
      }
    }
  }
}

/** Adds the gradient of each maximum to the place that it came from. `target` is 0 before. */
export function spreadToMaxima(
  dy: usize,
  taps: usize,
  target: usize,
  batch: i32,
  table: usize,
): void {
  inputs = target;
  outputs = dy;
  chosen = taps;
  runBytes = bytesOf(channelsAt(table));
  walk<AddWhereChosen>(batch, table);
}

function addScaled(from: usize, to: usize, place: i32): void {
  const scale = f32.load(scales + bytesOf(place));
  const four = f32x4.splat(scale);
  let at: usize = 0;
  for (; at < wholeEnd(0, runBytes); at += VECTOR) {
    const added = f32x4.mul(v128.load(from + at), four);
    v128.store(to + at, f32x4.add(v128.load(to + at), added));
  }
  for (; at < runBytes; at += 4) {
    f32.store(to + at, f32.load(to + at) + f32.load(from + at) * scale);
  }
}

@unmanaged
class AddToOutput {
  visit(input: usize, output: usize, _tap: i32, place: i32, _isFirst: bool): void {
    addScaled(inputs + input, outputs + output, place);
  }
}

/** Sums over windows, each times the float32 of its place in the sample at `factors`. `target` is 0 before. */
export function sumsOfWindows(
  source: usize,
  target: usize,
  factors: usize,
  batch: i32,
  table: usize,
): void {
  inputs = source;
  outputs = target;
  scales = factors;
  runBytes = bytesOf(channelsAt(table));
  walk<AddToOutput>(batch, table);
}

@unmanaged
class AddToInput {
  visit(input: usize, output: usize, _tap: i32, place: i32, _isFirst: bool): void {
    addScaled(outputs + output, inputs + input, place);
  }
}

/** The transpose of `sumsOfWindows`. `target` is 0 before. */
export function spreadOverWindows(
  dy: usize,
  target: usize,
  factors: usize,
  batch: i32,
  table: usize,
): void {
  inputs = target;
  outputs = dy;
  scales = factors;
  runBytes = bytesOf(channelsAt(table));
  walk<AddToInput>(batch, table);
}

/**
 * Depthwise convolutions, kernel [height, width, channels, multiplier]: for every window and tap a product of rows of
 * channels. With a multiplier of 1, as nearly always, four channels go at once.
 */
import { promoteHigh } from './walks';
import { walk } from './window-walk';
import { bytesOf, channelsAt, VECTOR, wholeEnd } from './windows';

// What a walk is about; a visit gets offsets alone.
let inputs: usize = 0;
let outputs: usize = 0;
let weights: usize = 0;
let channels: i32 = 0;
let multiplier: i32 = 1;

function begin(input: usize, output: usize, kernel: usize, copies: i32, table: usize): void {
  inputs = input;
  outputs = output;
  weights = kernel;
  multiplier = copies;
  channels = channelsAt(table);
}

/** Bytes of a tap's weights, and of an output. */
function widthBytes(): usize {
  return bytesOf(channels * multiplier);
}

/** End of the part where four channels go at once. */
function vectorEnd(): usize {
  return multiplier === 1 ? wholeEnd(0, bytesOf(channels)) : 0;
}

@unmanaged
class AddProducts {
  visit(input: usize, output: usize, tap: i32, _place: i32, _isFirst: bool): void {
    const from = inputs + input;
    const to = outputs + output * <usize>multiplier;
    const kernel = weights + <usize>tap * widthBytes();
    let at: usize = 0;
    for (; at < vectorEnd(); at += VECTOR) {
      const product = f32x4.mul(v128.load(from + at), v128.load(kernel + at));
      v128.store(to + at, f32x4.add(v128.load(to + at), product));
    }
    const copies = multiplier;
    for (let channel = <i32>(at >> 2); channel < channels; channel++) {
      const value = f32.load(from + bytesOf(channel));
      for (let copy = 0; copy < copies; copy++) {
        const index = bytesOf(channel * copies + copy);
        f32.store(to + index, f32.load(to + index) + value * f32.load(kernel + index));
      }
    }
  }
}

/** [batch, places …, channels · multiplier] at `target`, which is 0 before. */
export function depthwise(
  source: usize,
  kernel: usize,
  target: usize,
  copies: i32,
  batch: i32,
  table: usize,
): void {
  begin(source, target, kernel, copies, table);
  walk<AddProducts>(batch, table);
}

@unmanaged
class AddToInput {
  visit(input: usize, output: usize, tap: i32, _place: i32, _isFirst: bool): void {
    const to = inputs + input;
    const from = outputs + output * <usize>multiplier;
    const kernel = weights + <usize>tap * widthBytes();
    let at: usize = 0;
    for (; at < vectorEnd(); at += VECTOR) {
      const product = f32x4.mul(v128.load(from + at), v128.load(kernel + at));
      v128.store(to + at, f32x4.add(v128.load(to + at), product));
    }
    const copies = multiplier;
    for (let channel = <i32>(at >> 2); channel < channels; channel++) {
      let sum: f32 = 0;
      for (let copy = 0; copy < copies; copy++) {
        const index = bytesOf(channel * copies + copy);
        sum += f32.load(from + index) * f32.load(kernel + index);
      }
      const place = to + bytesOf(channel);
      f32.store(place, f32.load(place) + sum);
    }
  }
}

/** ∂L/∂x at `target`, which is 0 before. */
export function depthwiseInput(
  dy: usize,
  kernel: usize,
  target: usize,
  copies: i32,
  batch: i32,
  table: usize,
): void {
  begin(target, dy, kernel, copies, table);
  walk<AddToInput>(batch, table);
}

/** Here the weights are sums in float64: each is one over all places of all samples. */
@unmanaged
class AddToKernel {
  visit(input: usize, output: usize, tap: i32, _place: i32, _isFirst: bool): void {
    const from = inputs + input;
    const gradients = outputs + output * <usize>multiplier;
    const sums = weights + 2 * <usize>tap * widthBytes();
    let at: usize = 0;
    for (; at < vectorEnd(); at += VECTOR) {
      const x = v128.load(from + at);
      const dy = v128.load(gradients + at);
      addPair(sums + 2 * at, f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(dy));
      addPair(sums + 2 * at + VECTOR, promoteHigh(x), promoteHigh(dy));
    }
    const copies = multiplier;
    for (let channel = <i32>(at >> 2); channel < channels; channel++) {
      const value = <f64>f32.load(from + bytesOf(channel));
      for (let copy = 0; copy < copies; copy++) {
        const index = bytesOf(channel * copies + copy);
        const sum = sums + 2 * index;
        f64.store(sum, f64.load(sum) + value * <f64>f32.load(gradients + index));
      }
    }
  }
}

function addPair(sum: usize, a: v128, b: v128): void {
  v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(a, b)));
}

/** ∂L/∂kernel at `target`, of `count` weights; `sums` has room for as many float64 numbers. */
export function depthwiseKernel(
  source: usize,
  dy: usize,
  target: usize,
  count: i32,
  sums: usize,
  copies: i32,
  batch: i32,
  table: usize,
): void {
  memory.fill(sums, 0, 2 * bytesOf(count));
  begin(source, dy, sums, copies, table);
  walk<AddToKernel>(batch, table);
  for (let index = 0; index < count; index++) {
    f32.store(target + bytesOf(index), <f32>f64.load(sums + 2 * bytesOf(index)));
  }
}

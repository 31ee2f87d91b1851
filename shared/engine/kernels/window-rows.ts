import { sizeOf } from '../../catalogue/layer';
import { placesIn, type WindowAxis, type Windows } from '../../catalogue/windows';
import type { Storage, Tensor } from '../storage';
import { samplesOf } from './window-walk';

/**
 * A convolution is a product of matrices once every window stands in a row of its own ([places of all samples,
 * kernel height · kernel width · channels], “im2col”; Chellapilla et al. 2006). tfjs's `wasm` backend has a forward
 * kernel only; with these two walks every pass of every convolution is a product, whatever strides, padding and
 * dilation are, and one fast product serves them all.
 */

/** Windows that lie wholly inside the axis: from `first` to before `end`. */
function placesInside({ size, count, kernel, stride, dilation, before }: WindowAxis) {
  const extent = (kernel - 1) * dilation + 1;
  const first = Math.min(count, Math.ceil(before / stride));
  const end = Math.min(count, Math.floor((size - extent + before) / stride) + 1);
  return { first, end: Math.max(first, end) };
}

/** Every window of every sample as a row; zeros where it reaches beyond the input. */
export function windowRows(storage: Storage, x: Tensor, windows: Windows): Tensor {
  const { rows, columns, channels } = windows;
  const batch = samplesOf(windows, sizeOf(x.shape));
  const run = columns.kernel * channels;
  const width = rows.kernel * run;
  const result = storage.allocate([batch * placesIn(windows), width]);
  const source = storage.view(x);
  const target = storage.view(result);
  const { first, end } = placesInside(columns);
  const step = columns.stride * channels;
  for (let sample = 0; sample < batch; sample += 1) {
    for (let i = 0; i < rows.count; i += 1) {
      for (let k = 0; k < rows.kernel; k += 1) {
        const y = i * rows.stride - rows.before + k * rows.dilation;
        let to = (sample * rows.count + i) * columns.count * width + k * run;
        if (y < 0 || y >= rows.size) {
          for (let j = 0; j < columns.count; j += 1, to += width) target.fill(0, to, to + run);
          continue;
        }
        const line = (sample * rows.size + y) * columns.size * channels;
        const solid = columns.dilation === 1;
        for (let j = 0; j < columns.count; j += 1, to += width) {
          const from = line + j * step - columns.before * channels;
          if (solid && j >= first && j < end) {
            for (let index = 0; index < run; index += 1) target[to + index] = source[from + index];
          } else {
            copyTaps(source, line, target, to, j, columns, channels);
          }
        }
      }
    }
  }
  return result;
}

/** One row of a window that reaches beyond the input, or has gaps. */
function copyTaps(
  source: Float32Array,
  line: number,
  target: Float32Array,
  start: number,
  place: number,
  { size, kernel, stride, dilation, before }: WindowAxis,
  channels: number,
): void {
  let to = start;
  for (let tap = 0; tap < kernel; tap += 1, to += channels) {
    const x = place * stride - before + tap * dilation;
    if (x < 0 || x >= size) {
      for (let channel = 0; channel < channels; channel += 1) target[to + channel] = 0;
      continue;
    }
    const from = line + x * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      target[to + channel] = source[from + channel];
    }
  }
}

/** The transpose of `windowRows`: adds every row to the places that its window covers, [batch, height, width, channels]. */
export function sumWindowRows(storage: Storage, from: Tensor, windows: Windows): Tensor {
  const { rows, columns, channels } = windows;
  const batch = from.shape[0] / placesIn(windows);
  const run = columns.kernel * channels;
  const width = rows.kernel * run;
  const result = storage.allocate([batch, rows.size, columns.size, channels]);
  const source = storage.view(from);
  const target = storage.view(result);
  target.fill(0);
  const { first, end } = placesInside(columns);
  const step = columns.stride * channels;
  for (let sample = 0; sample < batch; sample += 1) {
    for (let i = 0; i < rows.count; i += 1) {
      for (let k = 0; k < rows.kernel; k += 1) {
        const y = i * rows.stride - rows.before + k * rows.dilation;
        if (y < 0 || y >= rows.size) continue;
        const line = (sample * rows.size + y) * columns.size * channels;
        const solid = columns.dilation === 1;
        let at = (sample * rows.count + i) * columns.count * width + k * run;
        for (let j = 0; j < columns.count; j += 1, at += width) {
          const to = line + j * step - columns.before * channels;
          if (solid && j >= first && j < end) {
            for (let index = 0; index < run; index += 1) target[to + index] += source[at + index];
          } else {
            addTaps(source, at, target, line, j, columns, channels);
          }
        }
      }
    }
  }
  return result;
}

/** One row of a window that reaches beyond the output, or has gaps. */
function addTaps(
  source: Float32Array,
  start: number,
  target: Float32Array,
  line: number,
  place: number,
  { size, kernel, stride, dilation, before }: WindowAxis,
  channels: number,
): void {
  let from = start;
  for (let tap = 0; tap < kernel; tap += 1, from += channels) {
    const x = place * stride - before + tap * dilation;
    if (x < 0 || x >= size) continue;
    const to = line + x * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      target[to + channel] += source[from + channel];
    }
  }
}

import { sizeOf } from '../../catalogue/layer';
import type { Windows } from '../../catalogue/windows';
import type { Storage, Tensor } from '../storage';
import { samplesOf, walkWindows } from './window-walk';

/**
 * A depthwise convolution, kernel [height, width, channels, multiplier]: no matrix product, but for every window and
 * tap a product of rows of channels. tfjs's `wasm` backend has no backward kernels of it.
 */

/** Outputs of each channel. */
export const multiplierOf = ({ shape }: Tensor): number => shape[shape.length - 1];

/** [batch, places …, channels · multiplier]; the outputs of a channel stand side by side. */
export function depthwise(storage: Storage, x: Tensor, kernel: Tensor, windows: Windows): Tensor {
  const { rows, columns, channels } = windows;
  const batch = samplesOf(windows, sizeOf(x.shape));
  const multiplier = multiplierOf(kernel);
  const width = channels * multiplier;
  const result = storage.allocate([batch, rows.count, columns.count, width]);
  const source = storage.view(x);
  const weights = storage.view(kernel);
  const target = storage.view(result);
  target.fill(0);
  walkWindows(windows, batch, (from, output, tap) => {
    const to = output * multiplier;
    const weight = tap * width;
    for (let channel = 0, index = 0; channel < channels; channel += 1) {
      const value = source[from + channel];
      for (let copy = 0; copy < multiplier; copy += 1, index += 1) {
        target[to + index] += value * weights[weight + index];
      }
    }
  });
  return result;
}

/** ∂L/∂x: the transpose of the above. */
export function depthwiseInput(
  storage: Storage,
  dy: Tensor,
  kernel: Tensor,
  windows: Windows,
): Tensor {
  const { rows, columns, channels } = windows;
  const batch = dy.shape[0];
  const multiplier = multiplierOf(kernel);
  const width = channels * multiplier;
  const result = storage.allocate([batch, rows.size, columns.size, channels]);
  const source = storage.view(dy);
  const weights = storage.view(kernel);
  const target = storage.view(result);
  target.fill(0);
  walkWindows(windows, batch, (to, output, tap) => {
    const from = output * multiplier;
    const weight = tap * width;
    for (let channel = 0, index = 0; channel < channels; channel += 1) {
      let sum = 0;
      for (let copy = 0; copy < multiplier; copy += 1, index += 1) {
        sum += source[from + index] * weights[weight + index];
      }
      target[to + channel] += sum;
    }
  });
  return result;
}

/** ∂L/∂kernel. Sums in float64: every weight sums over all places of all samples. */
export function depthwiseKernel(
  storage: Storage,
  x: Tensor,
  dy: Tensor,
  multiplier: number,
  windows: Windows,
): Tensor {
  const { rows, columns, channels } = windows;
  const width = channels * multiplier;
  const result = storage.allocate([rows.kernel, columns.kernel, channels, multiplier]);
  const source = storage.view(x);
  const gradients = storage.view(dy);
  const sums = new Float64Array(rows.kernel * columns.kernel * width);
  walkWindows(windows, dy.shape[0], (from, output, tap) => {
    const at = output * multiplier;
    const weight = tap * width;
    for (let channel = 0, index = 0; channel < channels; channel += 1) {
      const value = source[from + channel];
      for (let copy = 0; copy < multiplier; copy += 1, index += 1) {
        sums[weight + index] += value * gradients[at + index];
      }
    }
  });
  storage.view(result).set(sums);
  return result;
}

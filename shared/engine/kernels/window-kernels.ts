import type { Windows } from '../../catalogue/windows';
import type { Storage, Tensor } from '../storage';
import { depthwise, depthwiseInput, depthwiseKernel } from './depthwise';
import { type Extent, movePicture } from './move-picture';
import {
  maximaOfWindows,
  spreadOverWindows,
  spreadToMaxima,
  sumsOfWindows,
  type WindowMaxima,
} from './pool-windows';
import { sumWindowRows, windowRows } from './window-rows';

/** What is computed over windows of pictures, [batch, height, width, channels]; the arena owns the results. */
export interface WindowKernels {
  windowRows(x: Tensor, windows: Windows): Tensor;
  sumWindowRows(rows: Tensor, windows: Windows): Tensor;
  maximaOfWindows(x: Tensor, windows: Windows): WindowMaxima;
  spreadToMaxima(dy: Tensor, taps: Tensor, windows: Windows): Tensor;
  sumsOfWindows(x: Tensor, windows: Windows, scales: Float64Array): Tensor;
  spreadOverWindows(dy: Tensor, windows: Windows, scales: Float64Array): Tensor;
  depthwise(x: Tensor, kernel: Tensor, windows: Windows): Tensor;
  depthwiseInput(dy: Tensor, kernel: Tensor, windows: Windows): Tensor;
  depthwiseKernel(x: Tensor, dy: Tensor, multiplier: number, windows: Windows): Tensor;
  movePicture(x: Tensor, before: Extent, after: Extent, down: number, right: number): Tensor;
}

/** Loops over numbers that lie in memory. */
export const heapWindowKernels = (
  storage: Storage,
  own: (tensor: Tensor) => Tensor,
): WindowKernels => ({
  windowRows: (x, windows) => own(windowRows(storage, x, windows)),
  sumWindowRows: (rows, windows) => own(sumWindowRows(storage, rows, windows)),
  maximaOfWindows(x, windows) {
    const { output, taps } = maximaOfWindows(storage, x, windows);
    return { output: own(output), taps: own(taps) };
  },
  spreadToMaxima: (dy, taps, windows) => own(spreadToMaxima(storage, dy, taps, windows)),
  sumsOfWindows: (x, windows, scales) => own(sumsOfWindows(storage, x, windows, scales)),
  spreadOverWindows: (dy, windows, scales) => own(spreadOverWindows(storage, dy, windows, scales)),
  depthwise: (x, kernel, windows) => own(depthwise(storage, x, kernel, windows)),
  depthwiseInput: (dy, kernel, windows) => own(depthwiseInput(storage, dy, kernel, windows)),
  depthwiseKernel: (x, dy, multiplier, windows) =>
    own(depthwiseKernel(storage, x, dy, multiplier, windows)),
  movePicture: (x, before, after, down, right) =>
    own(movePicture(storage, x, before, after, down, right)),
});

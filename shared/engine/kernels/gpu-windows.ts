import {
  ArgMax,
  BatchMatMul,
  Cast,
  Concat,
  Equal,
  GatherV2,
  Max,
  Multiply,
  Sum,
  Transpose,
} from '@tensorflow/tfjs-core';
import { type Shape, sizeOf } from '../../catalogue/layer';
import { placesIn, type Windows } from '../../catalogue/windows';
import { shaped } from '../shaped';
import type { Tensor } from '../storage';
import {
  type IndexTable,
  tableByChannel,
  tableByTap,
  tableOfMove,
  tapsIn,
  transposed,
} from './index-tables';
import type { KernelParts } from './own-kernels';
import type { WindowKernels } from './window-kernels';

interface GpuParts extends Pick<KernelParts, 'run'> {
  tensor(values: ArrayLike<number>, shape: Shape): Tensor;
  /** Whole numbers that a kernel takes as indices. */
  indices(values: Int32Array): Tensor;
}

/** Smaller than every number that is finite in 32 bits, and none that a shader language may take for undefined. */
const BEHIND_ALL = -3.4028234e38;
const SWAP = [1, 0, 2];

/** Tables are computed once for each kind of windows; a network has a handful. */
function remembered<Value>(): (key: unknown, make: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, make) => {
    const name = JSON.stringify(key);
    const value = known.get(name) ?? make();
    known.set(name, value);
    return value;
  };
}

/**
 * Windows on a GPU: copies by index, forward and transposed, with sums, maxima and products of matrices between
 * them. tfjs has kernels of convolutions and pooling, but each with its own limits of padding and dilation, and
 * others on `webgl` than on `webgpu`; here all windows of the catalogue are right on both by one path. `run` gives its
 * results to the arena.
 */
export function gpuWindowKernels({ run, tensor, indices }: GpuParts): WindowKernels {
  const tableOnce = remembered<IndexTable>();
  const transposeOnce = remembered<ReturnType<typeof transposed>>();
  const byTap = (windows: Windows) => tableOnce(['tap', windows], () => tableByTap(windows));
  const byChannel = (windows: Windows) =>
    tableOnce(['channel', windows], () => tableByChannel(windows));

  /** [samples, size of a sample] → [samples, indices]. */
  const gather = (x: Tensor, table: IndexTable, padding = 0): Tensor => {
    const samples = sizeOf(x.shape) / table.size;
    const edge = tensor(new Float32Array(samples).fill(padding), [samples, 1]);
    const padded = run(Concat, [shaped(x, [samples, table.size]), edge] as never, { axis: 1 });
    const picked = indices(table.indices);
    return run(GatherV2, { x: padded, indices: picked }, { axis: 1, batchDims: 0 });
  };
  /** The transpose of `gather`: every number of a result is added to the place that it came from. */
  const scatter = (x: Tensor, key: unknown, table: IndexTable, share = 1): Tensor => {
    const back = transposeOnce([key, share], () => transposed(table, share));
    const samples = sizeOf(x.shape) / back.size;
    const gathered = gather(x, back);
    const parts = shaped(gathered, [samples * table.size, back.perInput]);
    return run(Sum, { x: parts }, { axis: [1], keepDims: false });
  };
  const inputShape = ({ rows, columns, channels }: Windows, x: Tensor): Shape => [
    sizeOf(x.shape) / (rows.size * columns.size * channels),
    rows.size,
    columns.size,
    channels,
  ];
  const outputShape = ({ rows, columns }: Windows, x: Tensor, width: number): Shape => [
    sizeOf(x.shape) / (rows.count * columns.count * width),
    rows.count,
    columns.count,
    width,
  ];
  const scaled = (x: Tensor, windows: Windows, scales: Float64Array): Tensor => {
    const { channels } = windows;
    const places = placesIn(windows);
    const samples = sizeOf(x.shape) / (places * channels);
    const factors = tensor(scales, [1, places, 1]);
    return run(Multiply, { a: shaped(x, [samples, places, channels]), b: factors });
  };
  const swapped = (x: Tensor, shape: Shape): Tensor =>
    run(Transpose, { x: shaped(x, shape) }, { perm: SWAP });
  const product = (a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor =>
    run(BatchMatMul, { a, b }, { transposeA, transposeB });
  /** [channels, places of all samples, taps]. */
  const windowsByChannel = (x: Tensor, windows: Windows): Tensor => {
    const gathered = gather(x, byChannel(windows));
    const taps = tapsIn(windows);
    const places = sizeOf(gathered.shape) / (windows.channels * taps);
    return swapped(gathered, [places, windows.channels, taps]);
  };
  /** [channels, taps, multiplier]. */
  const kernelByChannel = (kernel: Tensor, windows: Windows): Tensor =>
    swapped(kernel, [tapsIn(windows), windows.channels, kernel.shape[3]]);
  /** [channels, places of all samples, multiplier]. */
  const gradientByChannel = (dy: Tensor, { channels }: Windows, multiplier: number): Tensor =>
    swapped(dy, [sizeOf(dy.shape) / (channels * multiplier), channels, multiplier]);

  return {
    windowRows(x, windows) {
      const rows = gather(x, byTap(windows));
      const width = tapsIn(windows) * windows.channels;
      return shaped(rows, [sizeOf(rows.shape) / width, width]);
    },
    sumWindowRows(rows, windows) {
      const sums = scatter(rows, ['tap', windows], byTap(windows));
      return shaped(sums, inputShape(windows, sums));
    },
    maximaOfWindows(x, windows) {
      const gathered = gather(x, byChannel(windows), BEHIND_ALL);
      const taps = tapsIn(windows);
      const numbers = shaped(gathered, [sizeOf(gathered.shape) / taps, taps]);
      const largest = run(Max, { x: numbers }, { reductionIndices: [1], keepDims: false });
      const chosen = run(ArgMax, { x: numbers }, { axis: 1 });
      const asFloats = run(Cast, { x: chosen }, { dtype: 'float32' });
      const shape = outputShape(windows, largest, windows.channels);
      return { output: shaped(largest, shape), taps: shaped(asFloats, shape) };
    },
    spreadToMaxima(dy, taps, windows) {
      const count = sizeOf(dy.shape);
      const ordinals = tensor(
        Float32Array.from({ length: tapsIn(windows) }, (_, tap) => tap),
        [1, tapsIn(windows)],
      );
      const isChosen = run(Equal, { a: shaped(taps, [count, 1]), b: ordinals });
      const mask = run(Cast, { x: isChosen }, { dtype: 'float32' });
      const spread = run(Multiply, { a: mask, b: shaped(dy, [count, 1]) });
      const sums = scatter(spread, ['channel', windows], byChannel(windows));
      return shaped(sums, inputShape(windows, sums));
    },
    sumsOfWindows(x, windows, scales) {
      const gathered = gather(x, byChannel(windows));
      const taps = tapsIn(windows);
      const numbers = shaped(gathered, [sizeOf(gathered.shape) / taps, taps]);
      const sums = run(Sum, { x: numbers }, { axis: [1], keepDims: false });
      const means = scaled(sums, windows, scales);
      return shaped(means, outputShape(windows, means, windows.channels));
    },
    spreadOverWindows(dy, windows, scales) {
      const table = byChannel(windows);
      const key = ['channel', windows];
      const sums = scatter(scaled(dy, windows, scales), key, table, tapsIn(windows));
      return shaped(sums, inputShape(windows, sums));
    },
    depthwise(x, kernel, windows) {
      const multiplier = kernel.shape[3];
      const { channels } = windows;
      const made = product(
        windowsByChannel(x, windows),
        kernelByChannel(kernel, windows),
        false,
        false,
      );
      const byPlace = swapped(made, made.shape);
      return shaped(byPlace, outputShape(windows, byPlace, channels * multiplier));
    },
    depthwiseInput(dy, kernel, windows) {
      const gradient = gradientByChannel(dy, windows, kernel.shape[3]);
      const made = product(gradient, kernelByChannel(kernel, windows), false, true);
      const byPlace = swapped(made, made.shape);
      const sums = scatter(byPlace, ['channel', windows], byChannel(windows));
      return shaped(sums, inputShape(windows, sums));
    },
    depthwiseKernel(x, dy, multiplier, windows) {
      const gradient = gradientByChannel(dy, windows, multiplier);
      const made = product(windowsByChannel(x, windows), gradient, true, false);
      const byTaps = swapped(made, made.shape);
      const { rows, columns, channels } = windows;
      return shaped(byTaps, [rows.kernel, columns.kernel, channels, multiplier]);
    },
    movePicture(x, before, after, down, right) {
      const channels = x.shape[x.shape.length - 1];
      const key = ['move', channels, before, after, down, right];
      const table = tableOnce(key, () => tableOfMove(channels, before, after, down, right));
      const moved = gather(x, table);
      const samples = sizeOf(x.shape) / table.size;
      return shaped(moved, [samples, after.height, after.width, channels]);
    },
  };
}

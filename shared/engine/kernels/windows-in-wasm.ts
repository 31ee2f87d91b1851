import { sizeOf } from '../../catalogue/layer';
import { placesIn, type WindowAxis, type Windows } from '../../catalogue/windows';
import { OutOfMemory, type Storage, type Tensor } from '../storage';
import { multiplierOf } from './depthwise';
import type { OwnWasm } from './own-wasm';
import { batchBehind, inputOf, outputOf } from './pool-windows';
import type { WindowKernels } from './window-kernels';
import { samplesOf } from './window-walk';

const FIELDS = ['size', 'count', 'kernel', 'stride', 'dilation', 'before'] as const;
const BYTES = 4;
/** Both axes and the channels, in the order of `Windows` in `assembly/windows.ts`; what follows begins at 8 bytes. */
const TABLE_BYTES = (2 * FIELDS.length + 2) * BYTES;

const fieldsOf = (axis: WindowAxis): readonly number[] => FIELDS.map((field) => axis[field]);

/** The loops over windows that every convolution and pooling needs, by our own WebAssembly. */
export function wasmWindowKernels(
  own: OwnWasm,
  storage: Storage,
  adopt: (tensor: Tensor) => Tensor,
): Omit<WindowKernels, 'movePicture'> {
  const { kernels } = own;
  const at = (tensor: Tensor): number => storage.view(tensor).byteOffset;

  /** A tensor that is added up in. */
  function cleared(tensor: Tensor): Tensor {
    storage.view(tensor).fill(0);
    return tensor;
  }

  /** Where windows stand, and room for so many numbers more, for one call; ask for addresses after it. */
  function described(windows: Windows, numbers = 0) {
    const table = own.work(TABLE_BYTES + numbers * BYTES);
    if (table === 0) throw new OutOfMemory([numbers]);
    const fields = [...fieldsOf(windows.rows), ...fieldsOf(windows.columns), windows.channels];
    new Int32Array(own.memory.buffer, table, fields.length).set(fields);
    return { table, room: table + TABLE_BYTES };
  }

  /** The same with the factors of the windows' places. */
  function scaled(windows: Windows, scales: ArrayLike<number>) {
    const { table, room } = described(windows, scales.length);
    new Float32Array(own.memory.buffer, room, scales.length).set(scales);
    return { table, factors: room };
  }

  return {
    windowRows(x, windows) {
      const batch = samplesOf(windows, sizeOf(x.shape));
      const width = windows.rows.kernel * windows.columns.kernel * windows.channels;
      const result = storage.allocate([batch * placesIn(windows), width]);
      const { table } = described(windows);
      kernels.windowRows(at(x), at(result), batch, table);
      return adopt(result);
    },
    sumWindowRows(rows, windows) {
      const batch = rows.shape[0] / placesIn(windows);
      const result = cleared(inputOf(storage, windows, batch));
      const { table } = described(windows);
      kernels.sumWindowRows(at(rows), at(result), batch, table);
      return adopt(result);
    },
    maximaOfWindows(x, windows) {
      const batch = samplesOf(windows, sizeOf(x.shape));
      const output = outputOf(storage, windows, batch);
      const taps = outputOf(storage, windows, batch);
      const { table } = described(windows);
      kernels.maximaOfWindows(at(x), at(output), at(taps), batch, table);
      return { output: adopt(output), taps: adopt(taps) };
    },
    spreadToMaxima(dy, taps, windows) {
      const batch = batchBehind(windows, dy);
      const result = cleared(inputOf(storage, windows, batch));
      const { table } = described(windows);
      kernels.spreadToMaxima(at(dy), at(taps), at(result), batch, table);
      return adopt(result);
    },
    sumsOfWindows(x, windows, scales) {
      const batch = samplesOf(windows, sizeOf(x.shape));
      const result = cleared(outputOf(storage, windows, batch));
      const { table, factors } = scaled(windows, scales);
      kernels.sumsOfWindows(at(x), at(result), factors, batch, table);
      return adopt(result);
    },
    spreadOverWindows(dy, windows, scales) {
      const batch = batchBehind(windows, dy);
      const result = cleared(inputOf(storage, windows, batch));
      const { table, factors } = scaled(windows, scales);
      kernels.spreadOverWindows(at(dy), at(result), factors, batch, table);
      return adopt(result);
    },
    depthwise(x, kernel, windows) {
      const batch = samplesOf(windows, sizeOf(x.shape));
      const multiplier = multiplierOf(kernel);
      const width = windows.channels * multiplier;
      const shape = [batch, windows.rows.count, windows.columns.count, width];
      const result = cleared(storage.allocate(shape));
      const { table } = described(windows);
      kernels.depthwise(at(x), at(kernel), at(result), multiplier, batch, table);
      return adopt(result);
    },
    depthwiseInput(dy, kernel, windows) {
      const batch = dy.shape[0];
      const result = cleared(inputOf(storage, windows, batch));
      const { table } = described(windows);
      kernels.depthwiseInput(at(dy), at(kernel), at(result), multiplierOf(kernel), batch, table);
      return adopt(result);
    },
    depthwiseKernel(x, dy, multiplier, windows) {
      const { rows, columns, channels } = windows;
      const result = storage.allocate([rows.kernel, columns.kernel, channels, multiplier]);
      const count = sizeOf(result.shape);
      const { table, room } = described(windows, 2 * count);
      const pointers = [at(x), at(dy), at(result)] as const;
      kernels.depthwiseKernel(...pointers, count, room, multiplier, dy.shape[0], table);
      return adopt(result);
    },
  };
}

import { sizeOf } from '../../catalogue/layer';
import { placesIn, type WindowAxis, type Windows } from '../../catalogue/windows';
import { OutOfMemory, type Storage, type Tensor } from '../storage';
import type { OwnWasm } from './own-wasm';
import { batchBehind, inputOf, outputOf } from './pool-windows';
import type { WindowKernels } from './window-kernels';
import { samplesOf } from './window-walk';

const FIELDS = ['size', 'count', 'kernel', 'stride', 'dilation', 'before'] as const;
const BYTES = 4;
/** Both axes and the channels, in the order of `Windows` in `assembly/windows.ts`. */
const TABLE_BYTES = (2 * FIELDS.length + 1) * BYTES;

const fieldsOf = (axis: WindowAxis): readonly number[] => FIELDS.map((field) => axis[field]);

/** The loops over windows that every convolution and pooling needs, by our own WebAssembly. */
export function wasmWindowKernels(
  own: OwnWasm,
  storage: Storage,
  adopt: (tensor: Tensor) => Tensor,
): Omit<WindowKernels, 'depthwise' | 'depthwiseInput' | 'depthwiseKernel' | 'movePicture'> {
  const { kernels } = own;
  const at = (tensor: Tensor): number => storage.view(tensor).byteOffset;

  /** A tensor that is added up in. */
  function cleared(tensor: Tensor): Tensor {
    storage.view(tensor).fill(0);
    return tensor;
  }

  /** Where windows stand and the factors of their places, for one call; ask for addresses after it. */
  function described(windows: Windows, scales: ArrayLike<number> = []) {
    const table = own.work(TABLE_BYTES + scales.length * BYTES);
    if (table === 0) throw new OutOfMemory([scales.length]);
    const fields = [...fieldsOf(windows.rows), ...fieldsOf(windows.columns), windows.channels];
    const { buffer } = own.memory;
    new Int32Array(buffer, table, fields.length).set(fields);
    const factors = table + TABLE_BYTES;
    new Float32Array(buffer, factors, scales.length).set(scales);
    return { table, factors };
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
      const { table, factors } = described(windows, scales);
      kernels.sumsOfWindows(at(x), at(result), factors, batch, table);
      return adopt(result);
    },
    spreadOverWindows(dy, windows, scales) {
      const batch = batchBehind(windows, dy);
      const result = cleared(inputOf(storage, windows, batch));
      const { table, factors } = described(windows, scales);
      kernels.spreadOverWindows(at(dy), at(result), factors, batch, table);
      return adopt(result);
    },
  };
}

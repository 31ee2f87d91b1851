import {
  _FusedMatMul,
  BatchMatMul,
  getKernel,
  type KernelBackend,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { OutOfMemory } from '../storage';
import { ownWasm } from './own-wasm';

interface MatMulCall {
  readonly inputs: {
    readonly a: TensorInfo;
    readonly b: TensorInfo;
    readonly bias?: TensorInfo;
    readonly preluActivationWeights?: TensorInfo;
  };
  readonly backend: KernelBackend;
  readonly attrs: {
    readonly transposeA: boolean;
    readonly transposeB: boolean;
    readonly activation?: string;
  };
}

/** What is used of tfjs's backend, whose own type says `KernelBackend` only. */
interface WasmBackend {
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo;
  getMemoryOffset(dataId: object): number;
}

interface Side {
  readonly batch: number;
  readonly rows: number;
  readonly columns: number;
  /** Numbers from one row, or column, to the next, as the product sees them. */
  readonly rowStride: number;
  readonly columnStride: number;
}

function sideOf({ shape }: TensorInfo, transposed: boolean): Side {
  const [batch, rows, columns] = shape;
  return transposed
    ? { batch, rows: columns, columns: rows, rowStride: 1, columnStride: columns }
    : { batch, rows, columns, rowStride: columns, columnStride: 1 };
}

/** Products of matrices, [batch, m, k] · [batch, k, n] + [n]; a batch of 1 is used for all of the other side's. */
function multiply({ inputs, backend, attrs }: MatMulCall): TensorInfo {
  const wasm = backend as unknown as WasmBackend;
  const own = ownWasm(backend);
  const { kernels } = own;
  const a = sideOf(inputs.a, attrs.transposeA);
  const b = sideOf(inputs.b, attrs.transposeB);
  const batch = Math.max(a.batch, b.batch);
  const product = wasm.makeOutput([batch, a.rows, b.columns], 'float32');
  const room = own.work(kernels.gemmWorkBytes(a.rows, b.columns, a.columns));
  const target = wasm.getMemoryOffset(product.dataId);
  if (room === 0 || target === 0) throw new OutOfMemory(product.shape);
  const start = (side: TensorInfo, { rows, columns }: Side, index: number, count: number) =>
    wasm.getMemoryOffset(side.dataId) + (index % count) * rows * columns * BYTES;
  const bias = inputs.bias ? wasm.getMemoryOffset(inputs.bias.dataId) : 0;
  for (let index = 0; index < batch; index += 1) {
    kernels.gemm(
      start(inputs.a, a, index, a.batch),
      a.rowStride,
      a.columnStride,
      start(inputs.b, b, index, b.batch),
      b.rowStride,
      b.columnStride,
      bias,
      target + index * a.rows * b.columns * BYTES,
      a.rows,
      b.columns,
      a.columns,
      room,
    );
  }
  return product;
}

const BYTES = Float32Array.BYTES_PER_ELEMENT;
let registered = false;

/**
 * Replaces the two matrix products of the backend `wasm`. The shipped ones hand a product to XNNPACK only where
 * neither side is transposed, and run a naive loop else; both products of every backward pass are transposed. They
 * also build an XNNPACK operator for every new weight, which a training step makes anew each time: a small product
 * spent ten times as long on that as on its arithmetic.
 */
export function registerOwnMatMul(): void {
  if (registered) return;
  registered = true;
  for (const kernelName of [BatchMatMul, _FusedMatMul]) {
    const shipped = getKernel(kernelName, 'wasm');
    unregisterKernel(kernelName, 'wasm');
    registerKernel({ ...shipped, kernelFunc: multiply as unknown as typeof shipped.kernelFunc });
  }
}

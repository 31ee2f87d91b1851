import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import {
  BatchMatMul,
  getKernel,
  registerKernel,
  Transpose,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

interface MatMulCall {
  readonly inputs: { readonly a: TensorInfo; readonly b: TensorInfo };
  readonly backend: KernelBackend;
  readonly attrs: { readonly transposeA: boolean; readonly transposeB: boolean };
}

const LAST_TWO = [0, 2, 1];
let registered = false;

/**
 * Replaces `BatchMatMul` of the backend `wasm` by one that transposes first. The shipped kernel hands a product to
 * XNNPACK only where neither side is transposed and else runs a naive loop; both products of every backward pass
 * are transposed. Measured 4 to 8 times faster on the backward pass of Dense layers.
 */
export function registerTransposingMatMul(): void {
  if (registered) return;
  registered = true;
  const shipped = getKernel(BatchMatMul, 'wasm');
  const transposeKernel = getKernel(Transpose, 'wasm');

  const transposed = (x: TensorInfo, backend: KernelBackend): TensorInfo =>
    transposeKernel.kernelFunc({ inputs: { x }, backend, attrs: { perm: LAST_TWO } }) as TensorInfo;

  const kernelFunc = ({ inputs, backend, attrs }: MatMulCall): TensorInfo => {
    const a = attrs.transposeA ? transposed(inputs.a, backend) : inputs.a;
    const b = attrs.transposeB ? transposed(inputs.b, backend) : inputs.b;
    const product = shipped.kernelFunc({
      inputs: { a, b },
      backend,
      attrs: { transposeA: false, transposeB: false },
    });
    if (attrs.transposeA) backend.disposeData(a.dataId);
    if (attrs.transposeB) backend.disposeData(b.dataId);
    return product as TensorInfo;
  };

  unregisterKernel(BatchMatMul, 'wasm');
  registerKernel({ ...shipped, kernelFunc: kernelFunc as unknown as typeof shipped.kernelFunc });
}

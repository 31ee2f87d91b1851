import {
  getKernel,
  type KernelBackend,
  Multiply,
  Relu,
  registerKernel,
  Step,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

interface ReluCall {
  readonly inputs: { readonly x: TensorInfo };
  readonly backend: KernelBackend;
}

let registered = false;

/**
 * Replaces `Relu` of the backend `wasm` by x · [x > 0]. The shipped kernel compares the bits as integers, so that
 * a NaN with its sign bit set, which ∞ − ∞ gives, becomes 0: a network full of NaN would report a finite loss, and
 * the layer where it began would never be named.
 */
export function registerHonestRelu(): void {
  if (registered) return;
  registered = true;
  const shipped = getKernel(Relu, 'wasm');
  const step = getKernel(Step, 'wasm').kernelFunc;
  const multiply = getKernel(Multiply, 'wasm').kernelFunc;

  const kernelFunc = ({ inputs: { x }, backend }: ReluCall): TensorInfo => {
    const isPositive = step({ inputs: { x }, backend, attrs: { alpha: 0 } }) as TensorInfo;
    const product = multiply({ inputs: { a: x, b: isPositive }, backend, attrs: {} });
    backend.disposeData(isPositive.dataId);
    return product as TensorInfo;
  };

  unregisterKernel(Relu, 'wasm');
  registerKernel({ ...shipped, kernelFunc: kernelFunc as unknown as typeof shipped.kernelFunc });
}

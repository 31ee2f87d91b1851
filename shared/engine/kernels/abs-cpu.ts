import {
  Abs,
  getKernel,
  type KernelBackend,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** What the kernel needs of tfjs's backend, whose own type says `KernelBackend` only. */
interface CpuBackend {
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): TensorInfo;
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
}

interface AbsCall {
  readonly inputs: { readonly x: TensorInfo };
  readonly backend: KernelBackend;
}

let registered = false;

/**
 * Replaces `Abs` of the backend `cpu`. The shipped kernel has its result made by tfjs's engine, which counts it as
 * a tensor of its own for ever; a loss or an optimizer that takes |x| would count up with every step.
 */
export function registerUncountedAbs(): void {
  if (registered) return;
  registered = true;
  const shipped = getKernel(Abs, 'cpu');
  const kernelFunc = ({ inputs: { x }, backend }: AbsCall): TensorInfo => {
    const cpu = backend as unknown as CpuBackend;
    return cpu.makeTensorInfo(x.shape, 'float32', cpu.data.get(x.dataId).values.map(Math.abs));
  };
  unregisterKernel(Abs, 'cpu');
  registerKernel({ ...shipped, kernelFunc: kernelFunc as unknown as typeof shipped.kernelFunc });
}

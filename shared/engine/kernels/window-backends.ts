import type { Shape } from '../../catalogue/layer';
import type { Backend } from '../../document/schema';
import type { Tensor } from '../storage';
import { gpuWindowKernels } from './gpu-windows';
import type { KernelParts } from './own-kernels';
import { ownWasm } from './own-wasm';
import { heapWindowKernels, type WindowKernels } from './window-kernels';
import { wasmWindowKernels } from './windows-in-wasm';

/** `run` and `tensor` give their results to the arena; `own` gives it what a kernel has made. */
export interface WindowParts extends KernelParts {
  tensor(values: ArrayLike<number>, shape: Shape): Tensor;
  own(tensor: Tensor): Tensor;
}

const heap = ({ storage, own }: WindowParts): WindowKernels => heapWindowKernels(storage, own);

const wasm = (parts: WindowParts): WindowKernels => ({
  ...heap(parts),
  ...wasmWindowKernels(ownWasm(parts.kernelBackend), parts.storage, parts.own),
});

const gpu = ({ run, tensor, own, storage }: WindowParts): WindowKernels =>
  gpuWindowKernels({ run, tensor, indices: (values) => own(storage.indices(values)) });

/** What is computed over windows, by backend. */
export const WINDOW_KERNELS: Readonly<Record<Backend, (parts: WindowParts) => WindowKernels>> = {
  wasm,
  cpu: heap,
  webgl: gpu,
  webgpu: gpu,
};

import type { KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import type { Shape } from '../catalogue/layer';
import type { Backend } from '../document/schema';
import type { Text } from '../text/text';
import { noMemoryText } from './failure-texts';
import { webglStorage, webgpuStorage } from './gpu-storage';

/** A tensor of the backend in use: a handle, a shape with the batch axis in front, 32-bit floats. */
export type Tensor = TensorInfo;

/** Where a backend keeps its numbers. Views save a copy of every tensor that is looked at. */
export interface Storage {
  /** A tensor whose numbers are not set yet. */
  allocate(shape: Shape): Tensor;
  /**
   * The numbers themselves, not a copy. Void after the next allocation: WebAssembly memory moves when it grows.
   * Written through only before the first kernel uses the tensor: from then on a GPU has numbers of its own.
   */
  view(tensor: Tensor): Float32Array;
  /** `view` needs neither a copy nor a wait. */
  isAtHand(tensor: Tensor): boolean;
  /** Numbers lie on a device, from where each look at them is a copy that waits for it. */
  readonly isRemote: boolean;
  /** `fetch` returns a promise. */
  readonly waits: boolean;
  /** Brings the numbers of tensors to where `view` finds them, all in one copy. */
  fetch(tensors: readonly Tensor[]): Promise<void> | undefined;
  /** Whole numbers that a kernel of a GPU takes as indices; loops in memory need none. */
  indices(values: Int32Array): Tensor;
  /** Throws an `OutOfMemory` where the backend could not allocate the tensor that it returned. */
  verify(tensor: Tensor): void;
}

/** The backend has no room for a tensor. */
export class OutOfMemory extends Error {
  readonly text: Text;

  constructor(shape: Shape) {
    const text = noMemoryText(shape);
    super(text.en);
    this.name = 'OutOfMemory';
    this.text = text;
  }
}

/** Memory of this process: numbers are at hand at once. */
const AT_HAND = {
  isAtHand: () => true,
  isRemote: false,
  waits: false,
  fetch: () => undefined,
  indices: (): never => {
    throw new Error('no kernel takes indices here');
  },
};

/** What the storage of `wasm` needs of tfjs's backend, whose own type says `KernelBackend` only. */
interface WasmBackend {
  makeOutput(shape: readonly number[], dtype: 'float32'): Tensor;
  typedArrayFromHeap(tensor: Tensor): Float32Array;
  getMemoryOffset(dataId: object): number;
}

function wasmStorage(backend: KernelBackend): Storage {
  const wasm = backend as unknown as WasmBackend;
  const verify = (tensor: Tensor) => {
    // malloc answers 0 where it fails, and kernels write there without a word.
    if (wasm.getMemoryOffset(tensor.dataId) === 0) throw new OutOfMemory(tensor.shape);
  };
  return {
    ...AT_HAND,
    allocate(shape) {
      const tensor = wasm.makeOutput([...shape], 'float32');
      verify(tensor);
      return tensor;
    },
    view: (tensor) => wasm.typedArrayFromHeap(tensor),
    verify,
  };
}

interface CpuBackend {
  makeTensorInfo(shape: readonly number[], dtype: 'float32', values: Float32Array): Tensor;
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
}

function cpuStorage(backend: KernelBackend): Storage {
  const cpu = backend as unknown as CpuBackend;
  return {
    ...AT_HAND,
    allocate(shape) {
      const size = shape.reduce((product, axis) => product * axis, 1);
      return cpu.makeTensorInfo([...shape], 'float32', new Float32Array(size));
    },
    view: (tensor) => cpu.data.get(tensor.dataId).values,
    verify: () => {},
  };
}

export const STORAGES: Readonly<Record<Backend, (backend: KernelBackend) => Storage>> = {
  wasm: wasmStorage,
  cpu: cpuStorage,
  webgl: webglStorage,
  webgpu: webgpuStorage,
};

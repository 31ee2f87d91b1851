import { Concat, getKernel, type KernelBackend } from '@tensorflow/tfjs-core';
import { type Shape, sizeOf } from '../catalogue/layer';
import type { GpuBackend } from '../document/schema';
import type { Text } from '../text/text';
import { engineText } from './failure-texts';
import type { Storage, Tensor } from './storage';

/** What the storage of a GPU needs of tfjs's backends, whose own type says `KernelBackend` only. */
interface GpuKernelBackend {
  makeTensorInfo(
    shape: readonly number[],
    dtype: 'float32' | 'int32',
    values: Float32Array | Int32Array,
  ): Tensor;
  readSync(dataId: object): ArrayLike<number>;
  read(dataId: object): Promise<ArrayLike<number>>;
  disposeData(dataId: object): void;
}

/** The graphics device went away: a driver that was restarted, a context that the browser took back. */
export class DeviceLost extends Error {
  readonly text: Text;

  constructor(backend: GpuBackend) {
    const text = engineText('device-lost', { backend });
    super(text.en);
    this.name = 'DeviceLost';
    this.text = text;
  }
}

/** How one GPU interface is read, and how it says that the device is gone. */
interface GpuReader {
  readonly waits: boolean;
  isLost(): boolean;
}

const flat = ({ dataId, dtype, shape }: Tensor): Tensor => ({
  dataId,
  dtype,
  shape: [sizeOf(shape)],
});

/** Truth values come as bytes. */
const asFloats = (values: ArrayLike<number>): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);

/**
 * Numbers that lie on a GPU. What was written here is known here and goes up when a kernel first asks for it; what
 * a kernel made comes back when it is looked at: all that is asked for at once in one copy, since each copy waits
 * until the device has caught up. So every loop over numbers that is written for memory of our own is right here
 * as well, if slow; those of each step have twins in `kernels/gpu-kernels.ts`.
 */
function gpuStorage(name: GpuBackend, backend: KernelBackend, reader: GpuReader): Storage {
  const gpu = backend as unknown as GpuKernelBackend;
  const concat = getKernel(Concat, name).kernelFunc;
  const known = new WeakMap<object, Float32Array>();

  /** Commands to a device that is gone do nothing and fail nowhere: the numbers would be zeros. */
  const check = () => {
    if (reader.isLost()) throw new DeviceLost(name);
  };
  const join = (tensors: readonly Tensor[]): Tensor =>
    concat({ inputs: tensors.map(flat), attrs: { axis: 0 }, backend } as never) as Tensor;
  const share = (tensors: readonly Tensor[], values: Float32Array) => {
    let start = 0;
    for (const { dataId, shape } of tensors) {
      const end = start + sizeOf(shape);
      known.set(dataId, values.subarray(start, end));
      start = end;
    }
  };
  /** Those whose numbers are not here yet, each once: a layer's output is often the next one's pre-activation. */
  const missing = (tensors: readonly Tensor[]): readonly Tensor[] => {
    const found = new Map(tensors.map((tensor) => [tensor.dataId, tensor]));
    return [...found.values()].filter(({ dataId }) => !known.has(dataId));
  };
  const fetchNow = (tensors: readonly Tensor[]): void => {
    check();
    const joined = tensors.length > 1 ? join(tensors) : tensors[0];
    share(tensors, asFloats(gpu.readSync(joined.dataId)));
    if (joined !== tensors[0]) gpu.disposeData(joined.dataId);
  };
  const fetchLater = async (tensors: readonly Tensor[]): Promise<void> => {
    check();
    const joined = tensors.length > 1 ? join(tensors) : tensors[0];
    const values = await gpu.read(joined.dataId);
    check();
    share(tensors, asFloats(values));
    if (joined !== tensors[0]) gpu.disposeData(joined.dataId);
  };

  return {
    isRemote: true,
    waits: reader.waits,
    isAtHand: ({ dataId }) => known.has(dataId),
    allocate(shape: Shape) {
      const values = new Float32Array(sizeOf(shape));
      const tensor = gpu.makeTensorInfo([...shape], 'float32', values);
      known.set(tensor.dataId, values);
      return tensor;
    },
    indices: (values) => gpu.makeTensorInfo([values.length], 'int32', values),
    view(tensor) {
      const values = known.get(tensor.dataId);
      if (values) return values;
      if (reader.waits) throw new Error(`a tensor on ${name} was looked at before it was read`);
      fetchNow([tensor]);
      return known.get(tensor.dataId) as Float32Array;
    },
    fetch(tensors) {
      const wanted = missing(tensors);
      if (wanted.length === 0) return undefined;
      if (reader.waits) return fetchLater(wanted);
      fetchNow(wanted);
      return undefined;
    },
    verify: () => {},
  };
}

interface WebglBackend {
  readonly gpgpu: { readonly gl: { isContextLost(): boolean } };
}

/**
 * Reading blocks until the device is done, which in a worker of its own keeps nobody waiting. Asking the browser
 * when it is done would cost a timer: four milliseconds at least.
 */
export function webglStorage(backend: KernelBackend): Storage {
  const { gpgpu } = backend as unknown as WebglBackend;
  return gpuStorage('webgl', backend, { waits: false, isLost: () => gpgpu.gl.isContextLost() });
}

interface WebgpuBackend {
  readonly device: { readonly lost: Promise<unknown> };
}

/**
 * WebGPU has no reading that blocks. tfjs makes a detour over two canvases, which gave zeros and then cost the device
 * in a browser with graphics in software: whoever looks at a tensor here must have handed it over before.
 */
export function webgpuStorage(backend: KernelBackend): Storage {
  let isLost = false;
  void (backend as unknown as WebgpuBackend).device.lost.then(() => {
    isLost = true;
  });
  return gpuStorage('webgpu', backend, { waits: true, isLost: () => isLost });
}

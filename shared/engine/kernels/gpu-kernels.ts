import { Concat, Slice, Sum } from '@tensorflow/tfjs-core';
import { type Shape, sizeOf } from '../../catalogue/layer';
import type { GpuBackend } from '../../document/schema';
import { shaped } from '../shaped';
import type { Tensor } from '../storage';
import { gpuRoundToHalf } from './gpu-half';
import type { KernelParts, OwnKernels } from './own-kernels';

const lastAxis = (shape: Shape): number => shape[shape.length - 1];

/** The kernels of our own, as kernels of tfjs, which `webgl` and `webgpu` have and `wasm` lacks or runs slowly. */
export const gpuKernels = (backend: GpuBackend, parts: KernelParts): OwnKernels => {
  const { run } = parts;
  const slice = (x: Tensor, begin: readonly number[], size: readonly number[]): Tensor =>
    run(Slice, { x }, { begin: [...begin], size: [...size] });

  return {
    columnSums(x, columns) {
      const rows = shaped(x, [sizeOf(x.shape) / columns, columns]);
      return run(Sum, { x: rows }, { axis: [0], keepDims: false });
    },
    joinColumns: (parts) => run(Concat, [...parts] as never, { axis: parts[0].shape.length - 1 }),
    splitColumns(x, widths) {
      const rows = sizeOf(x.shape) / lastAxis(x.shape);
      const flat = shaped(x, [rows, lastAxis(x.shape)]);
      let start = 0;
      return widths.map((width) => {
        const part = slice(flat, [0, start], [rows, width]);
        start += width;
        return shaped(part, [...x.shape.slice(0, -1), width]);
      });
    },
    joinFlat: (parts) =>
      run(Concat, parts.map((part) => shaped(part, [sizeOf(part.shape)])) as never, { axis: 0 }),
    roundToHalf: gpuRoundToHalf(backend, parts),
    fused: () => null,
    blockwise: () => null,
    slice: (vector, start, end, shape) => shaped(slice(vector, [start], [end - start]), shape),
  };
};

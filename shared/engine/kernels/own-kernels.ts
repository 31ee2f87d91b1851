import type { KernelBackend, KernelFunc } from '@tensorflow/tfjs-core';
import type { Shape } from '../../catalogue/layer';
import type { Backend } from '../../document/schema';
import type { Blockwise, BlockwiseFormula } from '../fused/blockwise';
import { FusedFormulas } from '../fused/fused-formulas';
import type { ElementwiseFormula } from '../fused/recording';
import type { Storage, Tensor } from '../storage';
import { columnSums, columnSumsInWasm } from './column-sums';
import { joinColumns, splitColumns } from './columns';
import { gpuKernels } from './gpu-kernels';
import { ownWasm } from './own-wasm';
import { type HalfFormat, type Rounding, roundToHalf } from './round-to-half';
import { joinFlat, sliceOf } from './vectors';

/** What kernels are made of: memory to loop over, and tfjs's kernels by name. */
export interface KernelParts {
  readonly storage: Storage;
  readonly kernelBackend: KernelBackend;
  run(
    name: string,
    inputs: Parameters<KernelFunc>[0]['inputs'],
    attributes?: Parameters<KernelFunc>[0]['attrs'],
  ): Tensor;
}

/**
 * Steps that are loops of ours where numbers lie in memory, and kernels of tfjs where they lie on a GPU: a loop
 * there would copy them here and back. The results belong to nobody yet.
 */
export interface OwnKernels {
  columnSums(x: Tensor, columns: number): Tensor;
  joinColumns(parts: readonly Tensor[]): Tensor;
  splitColumns(x: Tensor, widths: readonly number[]): Tensor[];
  joinFlat(parts: readonly Tensor[]): Tensor;
  slice(vector: Tensor, start: number, end: number, shape: Shape): Tensor;
  /** All numbers in a 16-bit format; what got lost is counted where `counts` says so. */
  roundToHalf(x: Tensor, format: HalfFormat, counts: boolean): Rounding;
  /** A formula over tensors of one size in one walk; null where it takes several. See `FusedFormulas.apply`. */
  fused(
    owner: object,
    inputs: readonly Tensor[],
    formula: ElementwiseFormula,
  ): readonly Tensor[] | null;
  /** A formula over blocks of columns, made ready; null where it takes several walks. See `FusedFormulas.blockwise`. */
  blockwise(formula: BlockwiseFormula): Blockwise | null;
}

const heapKernels = ({ storage }: KernelParts): OwnKernels => ({
  columnSums: (x, columns) => columnSums(storage, x, columns),
  joinColumns: (parts) => joinColumns(storage, parts),
  splitColumns: (x, widths) => splitColumns(storage, x, widths),
  joinFlat: (parts) => joinFlat(storage, parts),
  slice: (vector, start, end, shape) => sliceOf(storage, vector, start, end, shape),
  roundToHalf: (x, format) => roundToHalf(storage, x, format),
  fused: () => null,
  blockwise: () => null,
});

function wasmKernels(parts: KernelParts): OwnKernels {
  const own = ownWasm(parts.kernelBackend);
  const formulas = new FusedFormulas(own, parts.storage);
  return {
    ...heapKernels(parts),
    columnSums: (x, columns) => columnSumsInWasm(own, parts.storage, x, columns),
    fused: (owner, inputs, formula) => formulas.apply(owner, inputs, formula),
    blockwise: (formula) => formulas.blockwise(formula),
  };
}

export const OWN_KERNELS: Readonly<Record<Backend, (parts: KernelParts) => OwnKernels>> = {
  wasm: wasmKernels,
  cpu: heapKernels,
  webgl: (parts) => gpuKernels('webgl', parts),
  webgpu: (parts) => gpuKernels('webgpu', parts),
};

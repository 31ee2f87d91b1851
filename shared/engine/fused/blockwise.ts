import type { TensorOps } from '../../catalogue/tensor-ops';
import type { Tensor } from '../storage';
import type { ElementwiseFormula } from './recording';

/**
 * A formula, element by element, over blocks of `width` columns. An input [rows, n · width] gives the formula its n
 * blocks from left to right; of the formula's results, so many are put side by side in each tensor that comes out. So
 * the gates of a recurrence, which one product computes side by side, need neither be split nor joined.
 */
export interface BlockwiseFormula {
  readonly width: number;
  /** Blocks in each input, and in each result. */
  readonly inputs: readonly number[];
  readonly results: readonly number[];
  readonly formula: ElementwiseFormula;
}

export type Blockwise = (inputs: readonly Tensor[]) => readonly Tensor[];

/** What splits and joins blocks where no walk does it. */
interface BlockOps extends TensorOps<Tensor> {
  splitLast(x: Tensor, widths: readonly number[]): readonly Tensor[];
  joinLast(parts: readonly Tensor[]): Tensor;
}

/** The same kernel by kernel. */
export const blockByBlock =
  (ops: BlockOps, { width, inputs, results, formula }: BlockwiseFormula): Blockwise =>
  (tensors) => {
    const blocks = tensors.flatMap((tensor, index) =>
      inputs[index] === 1 ? [tensor] : ops.splitLast(tensor, new Array(inputs[index]).fill(width)),
    );
    const made = formula<Tensor>(ops, blocks);
    let first = 0;
    return results.map((count) => {
      const beside = made.slice(first, first + count);
      first += count;
      return count === 1 ? beside[0] : ops.joinLast(beside);
    });
  };

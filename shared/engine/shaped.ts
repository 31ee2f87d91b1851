import { type Shape, sizeOf } from '../catalogue/layer';
import type { Tensor } from './storage';

/** The same numbers under another shape of equal size. Shares the memory of the tensor and lives no longer. */
export function shaped({ dataId, dtype, shape }: Tensor, target: Shape): Tensor {
  if (sizeOf(shape) !== sizeOf(target)) {
    throw new RangeError(`shape ${shape.join(' × ')} cannot become ${target.join(' × ')}`);
  }
  return { dataId, dtype, shape: [...target] };
}

/** A matrix as a batch of one, which is what the product of tfjs takes. */
export const asBatch = (matrix: Tensor): Tensor =>
  shaped(matrix, [1, matrix.shape[0], matrix.shape[1]]);

import { type Shape, sizeOf } from '../../catalogue/layer';
import type { Storage, Tensor } from '../storage';

/** The numbers of tensors one after the other: [sum of sizes]. */
export function joinFlat(storage: Storage, parts: readonly Tensor[]): Tensor {
  const size = parts.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const result = storage.allocate([size]);
  const target = storage.view(result);
  let start = 0;
  for (const part of parts) {
    const values = storage.view(part);
    target.set(values, start);
    start += values.length;
  }
  return result;
}

/** The numbers of a vector from `start` to before `end`, as a tensor of `shape`. */
export function sliceOf(
  storage: Storage,
  vector: Tensor,
  start: number,
  end: number,
  shape: Shape,
): Tensor {
  const result = storage.allocate(shape);
  storage.view(result).set(storage.view(vector).subarray(start, end));
  return result;
}

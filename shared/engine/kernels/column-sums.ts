import type { Storage, Tensor } from '../storage';

/**
 * Sums over all rows: [rows, columns] → [columns]. The `Sum` kernels reduce inner axes only and would transpose
 * the whole tensor first; every bias gradient is such a sum. Sums in float64, so that many rows cost no digits.
 */
export function columnSums(storage: Storage, x: Tensor, columns: number): Tensor {
  const result = storage.allocate([columns]);
  const sums = new Float64Array(columns);
  const values = storage.view(x);
  for (let start = 0; start < values.length; start += columns) {
    for (let column = 0; column < columns; column += 1) sums[column] += values[start + column];
  }
  storage.view(result).set(sums);
  return result;
}

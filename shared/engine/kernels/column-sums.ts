import { sizeOf } from '../../catalogue/layer';
import type { Storage, Tensor } from '../storage';
import type { OwnWasm } from './own-wasm';

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

/** The same by our own WebAssembly. */
export function columnSumsInWasm(
  { kernels }: OwnWasm,
  storage: Storage,
  x: Tensor,
  columns: number,
): Tensor {
  const result = storage.allocate([columns]);
  const rows = sizeOf(x.shape) / columns;
  const [from, to] = [storage.view(x).byteOffset, storage.view(result).byteOffset];
  kernels.columnSums(from, rows, columns, to);
  return result;
}

import type { Storage, Tensor } from '../storage';

/**
 * Rows of a matrix, [rows, columns], picked by whole numbers: [… indices, columns]. `GatherV2` takes 32-bit integers
 * only, which would first have to be made of the floats that all data are.
 */
export function gatherRows(storage: Storage, table: Tensor, indices: Tensor): Tensor {
  const columns = table.shape[1];
  const result = storage.allocate([...indices.shape, columns]);
  const target = storage.view(result);
  const source = storage.view(table);
  const picked = storage.view(indices);
  for (let place = 0; place < picked.length; place += 1) {
    const from = picked[place] * columns;
    target.set(source.subarray(from, from + columns), place * columns);
  }
  return result;
}

/**
 * Adds up the rows of `x` that were picked by the same number: [… indices, columns] → [rows, columns]. The backend
 * `wasm` has no `UnsortedSegmentSum`.
 */
export function scatterAddRows(storage: Storage, x: Tensor, indices: Tensor, rows: number): Tensor {
  const columns = x.shape[x.shape.length - 1];
  const result = storage.allocate([rows, columns]);
  const target = storage.view(result).fill(0);
  const source = storage.view(x);
  const picked = storage.view(indices);
  for (let place = 0; place < picked.length; place += 1) {
    const to = picked[place] * columns;
    const from = place * columns;
    for (let column = 0; column < columns; column += 1) {
      target[to + column] += source[from + column];
    }
  }
  return result;
}

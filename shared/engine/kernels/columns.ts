import { type Shape, sizeOf } from '../../catalogue/layer';
import type { Storage, Tensor } from '../storage';

const lastAxis = (shape: Shape): number => shape[shape.length - 1];

/** Joins tensors along the last axis; all other axes are equal. */
export function joinColumns(storage: Storage, parts: readonly Tensor[]): Tensor {
  const width = parts.reduce((sum, { shape }) => sum + lastAxis(shape), 0);
  const result = storage.allocate([...parts[0].shape.slice(0, -1), width]);
  const target = storage.view(result);
  let offset = 0;
  for (const part of parts) {
    const columns = lastAxis(part.shape);
    copyColumns(storage.view(part), columns, 0, target, width, offset, columns);
    offset += columns;
  }
  return result;
}

/** The inverse of `joinColumns`: one tensor per width. */
export function splitColumns(storage: Storage, x: Tensor, widths: readonly number[]): Tensor[] {
  const width = lastAxis(x.shape);
  let offset = 0;
  return widths.map((columns) => {
    const part = storage.allocate([...x.shape.slice(0, -1), columns]);
    copyColumns(storage.view(x), width, offset, storage.view(part), columns, 0, columns);
    offset += columns;
    return part;
  });
}

/** Chosen columns of every row, in the order given: [rows, columns] → [rows, indices]. */
export function pickColumns(storage: Storage, x: Tensor, indices: readonly number[]): Tensor {
  const rows = x.shape[0];
  const width = sizeOf(x.shape) / rows;
  const result = storage.allocate([rows, indices.length]);
  const target = storage.view(result);
  const source = storage.view(x);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < indices.length; column += 1) {
      target[row * indices.length + column] = source[row * width + indices[column]];
    }
  }
  return result;
}

function copyColumns(
  source: Float32Array,
  sourceWidth: number,
  sourceOffset: number,
  target: Float32Array,
  targetWidth: number,
  targetOffset: number,
  columns: number,
): void {
  const rows = source.length / sourceWidth;
  for (let row = 0; row < rows; row += 1) {
    const from = row * sourceWidth + sourceOffset;
    const to = row * targetWidth + targetOffset;
    for (let column = 0; column < columns; column += 1) target[to + column] = source[from + column];
  }
}

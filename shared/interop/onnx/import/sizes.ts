/** A number of samples: the batch, or so many times it. */
export interface Samples {
  readonly samples: number;
}

/** The length of an axis, or a number that is computed from such: the batch alone has none. */
export type Size = number | Samples;

export const BATCH: Samples = { samples: 1 };

export const isBatch = (size: Size | undefined): boolean =>
  typeof size === 'object' && size.samples === 1;

export const areNumbers = (sizes: readonly Size[]): sizes is readonly number[] =>
  sizes.every((size) => typeof size === 'number');

export const isSameSize = (a: Size, b: Size): boolean =>
  typeof a === 'number' || typeof b === 'number' ? a === b : a.samples === b.samples;

export const areSameSizes = (a: readonly Size[], b: readonly Size[]): boolean =>
  a.length === b.length && a.every((size, index) => isSameSize(size, b[index]));

/** The product; null where it would be the batch's square, which no shape has. */
export function times(a: Size, b: Size): Size | null {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : { samples: a * b.samples };
  return typeof b === 'number' ? { samples: a.samples * b } : null;
}

/** How many times a size holds another; null where it does not do so a whole number of times. */
export function over(a: Size, b: Size): Size | null {
  const [above, below] = [a, b].map((size) => (typeof size === 'number' ? size : size.samples));
  const count = above / below;
  if (!Number.isInteger(count) || (typeof a === 'number' && typeof b !== 'number')) return null;
  return typeof a !== 'number' && typeof b === 'number' ? { samples: count } : count;
}

/** How many numbers a shape holds; null where the batch is in it twice. */
export const totalOf = (shape: readonly Size[]): Size | null =>
  shape.reduce<Size | null>((total, size) => total && times(total, size), 1);

/**
 * The shape that `Reshape` makes of another: 0 copies an axis, −1 is what is left. Null where it would hold another
 * count of numbers. Source: onnx/docs/Operators.md.
 */
export function reshapedTo(
  before: readonly Size[],
  wanted: readonly Size[],
): readonly Size[] | null {
  const total = totalOf(before);
  const copied = wanted.map((size, index) => (size === 0 ? (before[index] ?? 0) : size));
  const known = totalOf(copied.filter((size) => size !== -1));
  const left = total && known && over(total, known);
  if (!left) return null;
  const shape = copied.map((size) => (size === -1 ? left : size));
  const isLength = (size: number) => Number.isInteger(size) && size > 0;
  const fits = shape.every((size) => typeof size !== 'number' || isLength(size));
  return fits && (left === 1 || copied.includes(-1)) ? shape : null;
}

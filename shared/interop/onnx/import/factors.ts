import type { Shape } from '../../../catalogue/layer';
import { upTo, walked } from './figures';
import { BATCH, isSameSize, over, reshapedTo, type Size, times, totalOf } from './sizes';

/** A part of an axis of the app (0 is the batch): its index there is the sum of stride · index over all its parts. */
export interface Factor {
  readonly axis: number;
  readonly stride: number;
  readonly length: Size;
}

/** Axes of a file's tensor, each the product of such parts, the outermost first; one of length 1 has none. */
export type Factors = readonly (readonly Factor[])[];

/** A batch of samples as the app has it. */
export const naturalFactors = (shape: Shape): Factors =>
  [BATCH, ...shape].map((length, axis) => (length === 1 ? [] : [{ axis, stride: 1, length }]));

const lengthOf = (factors: readonly Factor[]): Size | null =>
  totalOf(factors.map(({ length }) => length));

/** The shape of the file's tensor; null where the batch stands in an axis twice. */
export function shapeOfFactors(factors: Factors): readonly Size[] | null {
  const shape = factors.map(lengthOf);
  return shape.every((size) => size !== null) ? shape : null;
}

/** Parts of one axis that follow each other without a gap are one part. */
function joined(factors: readonly Factor[]): readonly Factor[] {
  const made: Factor[] = [];
  for (const factor of factors) {
    const before = made.at(-1);
    const length = before && times(before.length, factor.length);
    const follows =
      before?.axis === factor.axis &&
      typeof factor.length === 'number' &&
      before.stride === factor.stride * factor.length;
    if (follows && length) made.splice(-1, 1, { ...factor, length });
    else made.push(factor);
  }
  return made;
}

/** Takes parts of so many numbers in all from the front of a list, and cuts the last of them where it is too long. */
function take(rest: Factor[], size: Size): readonly Factor[] | null {
  const taken: Factor[] = [];
  let needed = size;
  while (needed !== 1) {
    const [next] = rest;
    if (!next) return null;
    const left = over(needed, next.length);
    const inner = left === null ? over(next.length, needed) : 1;
    if (typeof inner !== 'number' || (left === null && typeof needed !== 'number')) return null;
    const outer = {
      ...next,
      stride: next.stride * inner,
      length: left === null ? needed : next.length,
    };
    taken.push(outer);
    if (left === null) rest.splice(0, 1, { ...next, length: inner });
    else rest.shift();
    needed = left ?? 1;
  }
  return joined(taken);
}

/** The axes that `Reshape` makes of others; null where one would hold pieces that are no parts of an axis. */
export function recut(factors: Factors, wanted: readonly Size[]): Factors | null {
  const before = shapeOfFactors(factors);
  const shape = before && reshapedTo(before, wanted);
  if (!shape) return null;
  const rest = factors.flat();
  const made = shape.map((size) => take(rest, size));
  return made.every((one) => one !== null) ? made : null;
}

/** The axis of the app that an axis of a file is as a whole; null where it is none or only a part. */
export function wholeAxis(factors: readonly Factor[], shape: Shape): number | null {
  const [factor] = factors;
  if (factors.length !== 1 || factor.stride !== 1) return null;
  const length = factor.axis === 0 ? BATCH : shape[factor.axis - 1];
  return isSameSize(factor.length, length) ? factor.axis : null;
}

/** The places along the app's axis that these parts go through, row by row, from a first one on. */
export const placesAlong = (factors: readonly Factor[], start: number): readonly number[] =>
  walked(
    factors.map(({ stride, length }) => ({ stride, places: upTo(length as number) })),
    start,
  );

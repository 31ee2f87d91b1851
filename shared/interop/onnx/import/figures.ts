import { sizeOf } from '../../../catalogue/layer';
import type { FixedTensor } from '../tensors';
import type { Figures, Fixed } from './meaning';
import { areNumbers, over, type Size, times } from './sizes';

/**
 * Arithmetic with the small tensors that a file computes shapes, margins and indices of. Numbers are 32-bit floats or
 * whole, as `FixedTensor` has them; a whole one may be a number of samples. Operators as onnx/docs/Operators.md has them.
 */
export interface Table {
  readonly shape: readonly number[];
  readonly values: readonly Size[];
  readonly isWhole: boolean;
}

export const tableOf = ({ shape, values }: FixedTensor | Figures): Table => ({
  shape,
  values: [...values],
  isWhole: !(values instanceof Float32Array),
});

/** What a table is to those that read numbers. */
export function knownOf({ shape, values, isWhole }: Table): Fixed | Figures {
  if (!areNumbers(values)) return { type: 'figures', shape, values };
  return { type: 'fixed', shape, values: isWhole ? values : Float32Array.from(values) };
}

export const wholeRow = (values: readonly Size[]): Table => ({
  shape: [values.length],
  values,
  isWhole: true,
});

/** The place, row by row, of the number at an index. */
const placeOf = (shape: readonly number[], index: readonly number[]): number =>
  shape.reduce((place, length, axis) => place * length + index[axis], 0);

const indexOf = (shape: readonly number[], place: number): readonly number[] => {
  let left = place;
  const index = shape.toReversed().map((length) => {
    const at = left % length;
    left = Math.floor(left / length);
    return at;
  });
  return index.reverse();
};

/** A table of another shape, each of whose numbers stands at some index of the given one. */
const taken = (
  table: Table,
  shape: readonly number[],
  from: (index: readonly number[]) => readonly number[],
): Table => ({
  ...table,
  shape,
  values: Array.from(
    { length: sizeOf(shape) },
    (_, place) => table.values[placeOf(table.shape, from(indexOf(shape, place)))],
  ),
});

export const transposed = (table: Table, order: readonly number[]): Table =>
  taken(
    table,
    order.map((axis) => table.shape[axis]),
    (index) => table.shape.map((_, axis) => index[order.indexOf(axis)]),
  );

/** The places that a slice takes of an axis; ends beyond it are those of the axis. */
export function placesOfSlice(
  length: number,
  start: number,
  end: number,
  step: number,
): readonly number[] {
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const at = (place: number): number =>
    Math.min(high, Math.max(low, place < 0 ? place + length : place));
  const count = Math.max(0, Math.ceil((at(end) - at(start)) / step));
  return Array.from({ length: count }, (_, index) => at(start) + index * step);
}

/** Some places of an axis. */
export function placesOf(table: Table, axis: number, places: readonly number[]): Table {
  const shape = table.shape.map((length, at) => (at === axis ? places.length : length));
  return taken(table, shape, (index) =>
    index.map((place, at) => (at === axis ? places[place] : place)),
  );
}

/** Tables behind one another along an axis; null where they do not fit. */
export function concatenated(tables: readonly Table[], axis: number): Table | null {
  const [first] = tables;
  const fits = tables.every(
    ({ shape }) =>
      shape.length === first.shape.length &&
      shape.every((length, at) => at === axis || length === first.shape[at]),
  );
  if (!fits || axis >= first.shape.length) return null;
  const rows = tables.map(({ shape }) => sizeOf(shape.slice(axis)));
  const count = sizeOf(first.shape.slice(0, axis));
  const values = Array.from({ length: count }, (_, row) =>
    tables.flatMap((table, at) => table.values.slice(row * rows[at], (row + 1) * rows[at])),
  ).flat();
  const length = tables.reduce((sum, { shape }) => sum + shape[axis], 0);
  const shape = first.shape.map((own, at) => (at === axis ? length : own));
  return { shape, values, isWhole: tables.every(({ isWhole }) => isWhole) };
}

/** Two numbers into one; null where there is none, as of a sum with the batch. */
export type Arithmetic = (a: Size, b: Size, isWhole: boolean) => Size | null;

const plain =
  (compute: (a: number, b: number) => number): Arithmetic =>
  (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? compute(a, b) : null;

export const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  Add: plain((a, b) => a + b),
  Sub: plain((a, b) => a - b),
  Mul: times,
  Div: (a, b, isWhole) => {
    if (typeof a !== 'number' || typeof b !== 'number') return over(a, b);
    return isWhole ? Math.trunc(a / b) : a / b;
  },
  // Of whole numbers it has the sign of the divisor.
  Mod: plain((a, b) => a - b * Math.floor(a / b)),
};

/** Number by number, by the rule of broadcasting; null where shapes do not fit or a number has no value. */
export function combined(a: Table, b: Table, compute: Arithmetic): Table | null {
  const rank = Math.max(a.shape.length, b.shape.length);
  const [one, other] = [a, b].map(({ shape }) => [
    ...new Array<number>(rank - shape.length).fill(1),
    ...shape,
  ]);
  if (one.some((length, at) => length !== other[at] && length !== 1 && other[at] !== 1))
    return null;
  const shape = one.map((length, at) => (length === 1 ? other[at] : length));
  const isWhole = a.isWhole && b.isWhole;
  const values = Array.from({ length: sizeOf(shape) }, (_, place) => {
    const index = indexOf(shape, place);
    const at = (own: readonly number[]) =>
      placeOf(
        own,
        index.map((here, axis) => (own[axis] === 1 ? 0 : here)),
      );
    return compute(a.values[at(one)], b.values[at(other)], isWhole);
  });
  const isKnown = values.every((value) => value !== null && !Number.isNaN(value));
  return isKnown ? { shape, values: values as readonly Size[], isWhole } : null;
}

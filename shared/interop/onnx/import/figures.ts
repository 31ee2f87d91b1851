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

interface Walk {
  readonly stride: number;
  readonly places: readonly number[];
}

export const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index);

/** Where numbers stand that are gone through axis by axis, the last one first, from a place on. */
export const walked = (axes: readonly Walk[], start = 0): readonly number[] =>
  axes.reduce<readonly number[]>(
    (from, { stride, places }) =>
      from.flatMap((place) => places.map((index) => place + index * stride)),
    [start],
  );

/** By axis: how far its numbers stand from each other, row by row. */
const stridesOf = (shape: readonly number[]): readonly number[] =>
  shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

const taken = (table: Table, axes: readonly Walk[]): Table => ({
  ...table,
  shape: axes.map(({ places }) => places.length),
  values: walked(axes).map((place) => table.values[place]),
});

const walksOf = ({ shape }: Table): readonly Walk[] =>
  stridesOf(shape).map((stride, axis) => ({ stride, places: upTo(shape[axis]) }));

export const transposed = (table: Table, order: readonly number[]): Table =>
  taken(
    table,
    order.map((axis) => walksOf(table)[axis]),
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
export const placesOf = (table: Table, axis: number, places: readonly number[]): Table =>
  taken(
    table,
    walksOf(table).map((walk, at) => (at === axis ? { ...walk, places } : walk)),
  );

/** Tables behind one another along an axis; null where they do not fit. */
export function concatenated(tables: readonly Table[], axis: number): Table | null {
  const [first] = tables;
  const fits = tables.every(
    ({ shape }) =>
      shape.length === first.shape.length &&
      shape.every((length, at) => at === axis || length === first.shape[at]),
  );
  if (!fits || axis < 0 || axis >= first.shape.length) return null;
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
  const placesIn = (own: readonly number[]) =>
    walked(
      stridesOf(own).map((stride, axis) => ({
        stride: own[axis] === 1 ? 0 : stride,
        places: upTo(shape[axis]),
      })),
    );
  const there = placesIn(other);
  const values = placesIn(one).map((place, at) =>
    compute(a.values[place], b.values[there[at]], isWhole),
  );
  const isKnown = values.every((value) => value !== null && !Number.isNaN(value));
  return isKnown ? { shape, values: values as readonly Size[], isWhole } : null;
}

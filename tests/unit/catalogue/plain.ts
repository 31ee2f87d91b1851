import type { PlainRows } from '../../../shared/catalogue/plain-ops';
import type { RandomStream } from '../../../shared/random/random-stream';

/** Rows of numbers drawn one by one. */
export const rowsOf = (rows: number, columns: number, next: () => number): PlainRows => ({
  rows,
  columns,
  values: Float64Array.from({ length: rows * columns }, next),
});

export const normalRows = (
  rows: number,
  columns: number,
  random: RandomStream,
  deviation = 1,
): PlainRows => rowsOf(rows, columns, () => deviation * random.normal());

export const sumOf = ({ values }: PlainRows): number =>
  values.reduce((sum, value) => sum + value, 0);

const STEP = 1e-5;

/**
 * ∂f/∂x of a function of rows to one number, element by element, by central differences of fourth order:
 * (f(x − 2h) − 8f(x − h) + 8f(x + h) − f(x + 2h)) ÷ 12h. In float64 the error is about 1e-10.
 */
export function numericGradient(x: PlainRows, f: (x: PlainRows) => number, step = STEP): PlainRows {
  const values = x.values.map((value, index) => {
    const at = (offset: number) => {
      const moved = x.values.slice();
      moved[index] = value + offset;
      return f({ ...x, values: moved });
    };
    return (at(-2 * step) - 8 * at(-step) + 8 * at(step) - at(2 * step)) / (12 * step);
  });
  return { ...x, values };
}

/** Largest difference, absolute for small numbers and relative for large ones. */
export const distance = (a: PlainRows, b: PlainRows): number =>
  a.values.reduce((largest, value, index) => {
    const other = b.values[index];
    const difference = Math.abs(value - other) / Math.max(1, Math.abs(value), Math.abs(other));
    // NaN must not pass as a small difference.
    return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }, 0);

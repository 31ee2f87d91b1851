import type { TensorOps } from './tensor-ops';

/** A matrix of float64 numbers, row by row. A column has `columns` 1 and broadcasts over the columns of another. */
export interface PlainRows {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Rows from nested arrays; a flat array is one row. */
export function plainRows(rows: readonly (readonly number[])[]): PlainRows {
  const columns = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== columns)) throw new RangeError('rows of unequal length');
  return { rows: rows.length, columns, values: Float64Array.from(rows.flat()) };
}

/** Numbers as one column: every number is a sample of its own. */
export const plainColumn = (values: readonly number[] | Float64Array): PlainRows => ({
  rows: values.length,
  columns: 1,
  values: Float64Array.from(values),
});

const map = (x: PlainRows, apply: (value: number) => number): PlainRows => ({
  ...x,
  values: x.values.map(apply),
});

function broadcastSize(a: number, b: number): number {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  throw new RangeError(`sizes ${a} and ${b} do not broadcast`);
}

const at = (x: PlainRows, row: number, column: number): number =>
  x.values[(x.rows === 1 ? 0 : row) * x.columns + (x.columns === 1 ? 0 : column)];

function combine(
  a: PlainRows,
  b: PlainRows | number,
  apply: (a: number, b: number) => number,
): PlainRows {
  if (typeof b === 'number') return map(a, (value) => apply(value, b));
  const rows = broadcastSize(a.rows, b.rows);
  const columns = broadcastSize(a.columns, b.columns);
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      values[row * columns + column] = apply(at(a, row, column), at(b, row, column));
    }
  }
  return { rows, columns, values };
}

function choose(condition: PlainRows, a: PlainRows, b: PlainRows): PlainRows {
  const rows = broadcastSize(broadcastSize(condition.rows, a.rows), b.rows);
  const columns = broadcastSize(broadcastSize(condition.columns, a.columns), b.columns);
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const chosen = at(condition, row, column) === 0 ? b : a;
      values[row * columns + column] = at(chosen, row, column);
    }
  }
  return { rows, columns, values };
}

function sumOfRows({ rows, columns, values }: PlainRows): PlainRows {
  const sums = new Float64Array(columns);
  for (let index = 0; index < rows * columns; index += 1) sums[index % columns] += values[index];
  return { rows: 1, columns, values: sums };
}

function reduceRows(
  x: PlainRows,
  start: number,
  apply: (sum: number, value: number) => number,
): PlainRows {
  const values = new Float64Array(x.rows).fill(start);
  for (let index = 0; index < x.values.length; index += 1) {
    const row = Math.floor(index / x.columns);
    values[row] = apply(values[row], x.values[index]);
  }
  return { rows: x.rows, columns: 1, values };
}

const SERIES_LIMIT = 3;

/**
 * The error function to about 1e-15. Small arguments: the Maclaurin series in the form of Abramowitz & Stegun
 * 7.1.6, whose terms are all positive. Large ones: the continued fraction of erfc, 7.1.14.
 */
export function errorFunction(x: number): number {
  const size = Math.abs(x);
  if (!(size < SERIES_LIMIT)) return Math.sign(x) * (1 - tailOfErrorFunction(size));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function tailOfErrorFunction(x: number): number {
  if (x > 27) return 0;
  let fraction = x;
  for (let k = 60; k >= 1; k -= 1) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** The logistic function; e^x of a large x would overflow, so the exponent is never positive. */
export function logistic(x: number): number {
  const exponential = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
}

/** The catalogue's arithmetic over plain rows: for curves, theory and finite differences, without a tensor library. */
export const PLAIN_OPS: TensorOps<PlainRows> = {
  add: (a, b) => combine(a, b, (x, y) => x + y),
  subtract: (a, b) => combine(a, b, (x, y) => x - y),
  multiply: (a, b) => combine(a, b, (x, y) => x * y),
  divide: (a, b) => combine(a, b, (x, y) => x / y),
  maximum: (a, b) => combine(a, b, Math.max),
  minimum: (a, b) => combine(a, b, Math.min),
  negate: (x) => map(x, (value) => -value),
  abs: (x) => map(x, Math.abs),
  square: (x) => map(x, (value) => value * value),
  sqrt: (x) => map(x, Math.sqrt),
  exp: (x) => map(x, Math.exp),
  expm1: (x) => map(x, Math.expm1),
  log: (x) => map(x, Math.log),
  log1p: (x) => map(x, Math.log1p),
  tanh: (x) => map(x, Math.tanh),
  sigmoid: (x) => map(x, logistic),
  relu: (x) => map(x, (value) => Math.max(value, 0)),
  erf: (x) => map(x, errorFunction),
  greater: (x, threshold) => map(x, (value) => Number(value > threshold)),
  sign: (x) => map(x, Math.sign),
  where: choose,
  sumRows: sumOfRows,
  sumLast: (x) => reduceRows(x, 0, (sum, value) => sum + value),
  maxLast: (x) => reduceRows(x, -Infinity, Math.max),
};

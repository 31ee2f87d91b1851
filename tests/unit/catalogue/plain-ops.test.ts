import { describe, expect, test } from 'vitest';
import {
  errorFunction,
  logistic,
  PLAIN_OPS,
  plainColumn,
  plainRows,
} from '../../../shared/catalogue/plain-ops';

const matrix = plainRows([
  [1, 2, 3],
  [4, 5, 6],
]);

const toRows = ({ rows, columns, values }: typeof matrix) =>
  Array.from({ length: rows }, (_, row) => [...values.slice(row * columns, (row + 1) * columns)]);

describe('plain rows', () => {
  test('CAT-70: a column, a row and a number broadcast over a matrix', () => {
    expect(toRows(PLAIN_OPS.add(matrix, plainColumn([10, 20])))).toEqual([
      [11, 12, 13],
      [24, 25, 26],
    ]);
    expect(toRows(PLAIN_OPS.multiply(matrix, plainRows([[1, 0, -1]])))).toEqual([
      [1, 0, -3],
      [4, 0, -6],
    ]);
    expect(toRows(PLAIN_OPS.subtract(matrix, 1))).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(() => PLAIN_OPS.add(matrix, plainRows([[1, 2]]))).toThrow('do not broadcast');
  });

  test('CAT-71: reductions keep the last axis with size 1', () => {
    expect(toRows(PLAIN_OPS.sumLast(matrix))).toEqual([[6], [15]]);
    expect(toRows(PLAIN_OPS.maxLast(PLAIN_OPS.negate(matrix)))).toEqual([[-1], [-4]]);
  });

  test('CAT-72: where picks without computing 0 · ∞', () => {
    const infinite = plainRows([[Infinity, -Infinity]]);
    const condition = plainRows([[1, 0]]);
    expect(toRows(PLAIN_OPS.where(condition, plainRows([[1, 2]]), infinite))).toEqual([
      [1, -Infinity],
    ]);
  });

  test('CAT-73: rows of unequal length are refused', () => {
    expect(() => plainRows([[1], [1, 2]])).toThrow('unequal length');
  });
});

/** Reference values: Python's math.erf. */
const ERROR_FUNCTION = [
  [0, 0],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [2, 0.9953222650189527],
  [2.9, 0.9999589021219005],
  [3, 0.9999779095030014],
  [4, 0.9999999845827421],
  [6, 1],
  [-1.3, -0.9340079449406524],
  [30, 1],
  [Infinity, 1],
] as const;

test.each(ERROR_FUNCTION)('CAT-74: erf(%d) to 1e-14', (x, y) => {
  expect(Math.abs(errorFunction(x) - y)).toBeLessThan(1e-14);
});

test('CAT-75: the logistic function neither overflows nor loses small values', () => {
  expect(logistic(1e4)).toBe(1);
  expect(logistic(-1e4)).toBe(0);
  expect(logistic(-700)).toBeCloseTo(Math.exp(-700), 310);
  expect(logistic(-700)).toBeGreaterThan(0);
});

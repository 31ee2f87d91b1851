import { describe, expect, it } from 'vitest';
import {
  ARITHMETIC,
  combined,
  concatenated,
  placesOf,
  placesOfSlice,
  type Table,
  transposed,
  wholeRow,
} from '../../../../shared/interop/onnx/import/figures';
import { BATCH, reshapedTo } from '../../../../shared/interop/onnx/import/sizes';

const table = (shape: readonly number[], isWhole = true): Table => ({
  shape,
  values: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index + 1),
  isWhole,
});

describe('EXCHANGE-37: figures that a file computes', () => {
  it('EXCHANGE-37: slices run either way and end where the axis does', () => {
    expect(placesOfSlice(4, -1, -(2 ** 63), -1)).toEqual([3, 2, 1, 0]);
    expect(placesOfSlice(4, 1, 2 ** 63, 2)).toEqual([1, 3]);
    expect(placesOfSlice(4, -2, -1, 1)).toEqual([2]);
    expect(placesOfSlice(4, 3, 1, 1)).toEqual([]);
    expect(placesOf(table([2, 3]), 1, [2, 0]).values).toEqual([3, 1, 6, 4]);
  });

  it('EXCHANGE-37: tables turn, stand behind one another and meet by the rule of broadcasting', () => {
    expect(transposed(table([2, 3]), [1, 0])).toEqual({
      ...table([3, 2]),
      values: [1, 4, 2, 5, 3, 6],
    });
    expect(concatenated([table([2, 1]), table([2, 2])], 1)?.values).toEqual([1, 1, 2, 2, 3, 4]);
    expect(concatenated([table([2, 1]), table([3, 2])], 1)).toBeNull();
    expect(combined(table([2, 1]), table([3]), ARITHMETIC.Mul)?.values).toEqual([1, 2, 3, 2, 4, 6]);
    expect(combined(table([2]), table([3]), ARITHMETIC.Mul)).toBeNull();
  });

  it('EXCHANGE-37: whole numbers divide as such, and the batch only where it comes out even', () => {
    const by = (above: Table, below: Table) => combined(above, below, ARITHMETIC.Div)?.values;
    expect(by(wholeRow([7, -7]), wholeRow([2]))).toEqual([3, -3]);
    expect(by(table([1], false), { ...table([1], false), values: [2] })).toEqual([0.5]);
    expect(by(wholeRow([{ samples: 6 }]), wholeRow([3]))).toEqual([{ samples: 2 }]);
    expect(by(wholeRow([{ samples: 6 }]), wholeRow([BATCH]))).toEqual([6]);
    expect(by(wholeRow([BATCH]), wholeRow([2]))).toBeUndefined();
    expect(combined(wholeRow([BATCH]), wholeRow([1]), ARITHMETIC.Add)).toBeNull();
    expect(combined(wholeRow([BATCH]), wholeRow([BATCH]), ARITHMETIC.Mul)).toBeNull();
  });

  it('EXCHANGE-37: a shape keeps all numbers, whatever the batch', () => {
    expect(reshapedTo([5, BATCH, 4], [5, -1, 2])).toEqual([5, { samples: 2 }, 2]);
    expect(reshapedTo([BATCH, 4], [0, 2, -1])).toEqual([BATCH, 2, 2]);
    expect(reshapedTo([BATCH, 4], [BATCH, 2, 2])).toEqual([BATCH, 2, 2]);
    expect(reshapedTo([BATCH, 4], [3, -1])).toBeNull();
    expect(reshapedTo([BATCH, 4], [BATCH, 3])).toBeNull();
    expect(reshapedTo([4], [2, 0])).toBeNull();
  });
});

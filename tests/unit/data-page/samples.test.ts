import { describe, expect, it } from 'vitest';
import { rangeOf, sampleRows, tellingColumns, tellingShare } from '../../../renderer/data/samples';
import type { DataShape } from '../../../shared/catalogue/dataset';
import type { DataPreview } from '../../../shared/host-data';

const previewOf = (rows: readonly (readonly number[])[]): DataPreview => ({
  count: rows.length,
  trainingCount: rows.length,
  validationCount: 0,
  droppedRows: 0,
  leftOut: [],
  columns: [],
  rows: [],
  sampleWidth: rows[0].length,
  targetWidth: 1,
  samples: Float32Array.from(rows.flat()),
  classCounts: [],
  featureScaling: [],
  targetScaling: [],
});

const shapeOf = (classNames: readonly string[]): DataShape => ({
  task: classNames.length > 0 ? 'classification' : 'regression',
  featureShape: [2],
  featureNames: ['a', 'b'],
  classNames,
  targetNames: ['y'],
  picture: 'table',
});

describe('a table’s picture', () => {
  it('DATAPAGE-7: starts with the feature that is most correlated with the value', () => {
    const rows = sampleRows(
      previewOf([
        [1, 5, 10],
        [-1, 6, 20],
        [1, 7, 30],
        [-1, 8, 41],
      ]),
    );
    expect(tellingColumns(rows, shapeOf([]))).toEqual([1, 0]);
    expect(tellingShare(rows, 1, false)).toBeGreaterThan(0.99);
  });

  it('DATAPAGE-7: starts with the feature whose mean differs most between classes', () => {
    const rows = sampleRows(
      previewOf([
        [0, 1, 0],
        [0.1, 9, 0],
        [5, 1, 1],
        [5.1, 9, 1],
      ]),
    );
    expect(tellingColumns(rows, shapeOf(['p', 'q']))).toEqual([0, 1]);
    expect(tellingShare(rows, 1, true)).toBe(0);
  });

  it('DATAPAGE-7: a constant column tells nothing and has a range of its own', () => {
    const rows = sampleRows(
      previewOf([
        [3, 0, 1],
        [3, 1, 2],
      ]),
    );
    expect(tellingShare(rows, 0, false)).toBe(0);
    expect(rangeOf(rows.count, (row) => rows.feature(row, 0))).toEqual([2.5, 3.5]);
  });
});

import { expect, test } from 'vitest';
import { foldRows } from '../../../shared/data/split';

const COUNT = 47;
const FOLDS = 5;

test.each([1, 2, 3])(
  'FOLD-1: every row is validated exactly once, folds differ by at most a row and hold each class, seed %d',
  (seed) => {
    const classes = Array.from({ length: COUNT }, (_, row) => (row % 6 === 0 ? 1 : 0));
    const folds = Array.from({ length: FOLDS }, (_, index) =>
      foldRows({ count: COUNT, seed, classes, fold: { index, count: FOLDS } }),
    );
    const validated = folds.flatMap(({ validation }) => [...validation]).sort((a, b) => a - b);
    expect(validated).toEqual(Array.from({ length: COUNT }, (_, row) => row));
    for (const { training, validation } of folds) {
      const all = [...training, ...validation].sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: COUNT }, (_, row) => row));
      expect([Math.floor(COUNT / FOLDS), Math.ceil(COUNT / FOLDS)]).toContain(validation.length);
      expect([...validation].filter((row) => classes[row] === 1).length).toBeGreaterThan(0);
    }
    const again = foldRows({ count: COUNT, seed, classes, fold: { index: 2, count: FOLDS } });
    expect(again).toEqual(folds[2]);
    const other = foldRows({
      count: COUNT,
      seed: seed + 9,
      classes,
      fold: { index: 2, count: FOLDS },
    });
    expect(other).not.toEqual(folds[2]);
  },
);

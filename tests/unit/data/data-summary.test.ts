import { describe, expect, it } from 'vitest';
import { baselineLossOf, bestConstant } from '../../../shared/data/data-summary';

const loss = (kind: string, parameters = {}) => ({ kind, parameters });

describe('baseline loss', () => {
  const oneHot = (classes: number) =>
    Array.from({ length: 4 * classes }, (_, row) =>
      Array.from({ length: classes }, (_, column) => Number(column === row % classes)),
    );

  it.each([2, 3, 10])(
    'DATA-40: ln C for %i equal classes, from logits or probabilities',
    (classes) => {
      for (const fromLogits of [true, false]) {
        const choice = loss('categoricalCrossEntropy', { fromLogits });
        const rows = oneHot(classes);
        expect(baselineLossOf(bestConstant(rows, choice), rows, choice)).toBeCloseTo(
          Math.log(classes),
          6,
        );
      }
    },
  );

  it('DATA-40: the entropy of unequal classes in one column', () => {
    const rows = [[1], [0], [0], [0]];
    const choice = loss('binaryCrossEntropy', { fromLogits: true });
    const entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    expect(baselineLossOf(bestConstant(rows, choice), rows, choice)).toBeCloseTo(entropy, 6);
  });

  it('DATA-40: the variance for a squared error, the spread about the median for an absolute one', () => {
    const rows = [[1], [2], [3], [10]];
    const squared = loss('meanSquaredError');
    expect(baselineLossOf(bestConstant(rows, squared), rows, squared)).toBeCloseTo(12.5, 6);
    const absolute = loss('meanAbsoluteError');
    expect(baselineLossOf(bestConstant(rows, absolute), rows, absolute)).toBeCloseTo(2.5, 6);
  });

  it('DATA-40: of other rows, what the same answer costs there; null without rows', () => {
    const squared = loss('meanSquaredError');
    const constant = bestConstant([[0], [2]], squared);
    expect(baselineLossOf(constant, [[4]], squared)).toBeCloseTo(9, 6);
    expect(baselineLossOf(constant, [], squared)).toBeNull();
  });
});

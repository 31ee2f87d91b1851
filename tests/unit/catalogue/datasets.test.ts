import { describe, expect, test } from 'vitest';
import { columnsOf, dataShapeOf, targetShapeOf } from '../../../shared/catalogue/data-shape';
import type { DatasetDefinition, Samples } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { selectFeatures } from '../../../shared/catalogue/feature-columns';
import { sizeOf } from '../../../shared/catalogue/layer';
import { LOSSES } from '../../../shared/catalogue/losses';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { defaultData } from '../../../shared/document/new-document';
import {
  type ColumnSettings,
  type DataSettings,
  dataSchema,
} from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';

const generated = DATASETS.entries.filter(({ origin }) => origin === 'generated');

function make(dataset: DatasetDefinition, seed: number, change: Record<string, number> = {}) {
  const values = { ...defaultsOf(dataset.parameters), ...change };
  const samples = dataset.generate?.(randomStream(seed, dataset.kind), values as never);
  if (!samples) throw new Error(`${dataset.kind} generates nothing`);
  return samples;
}

const targetCounts = ({ targets }: Samples) => {
  const counts = new Map<number, number>();
  for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  return counts;
};

describe('generators', () => {
  test.each(generated)('CAT-50: $kind gives the same samples for the same seed', (dataset) => {
    expect(make(dataset, 1)).toEqual(make(dataset, 1));
    expect(make(dataset, 1).features).not.toEqual(make(dataset, 2).features);
  });

  test.each(generated)('CAT-51: $kind has the count and the shape that it says', (dataset) => {
    const { count, features, targets } = make(dataset, 1, { samples: 123 });
    expect(count).toBe(123);
    expect(features).toHaveLength(123 * sizeOf(dataset.samples?.featureShape ?? []));
    expect(targets).toHaveLength(123);
    expect([...features, ...targets].every(Number.isFinite)).toBe(true);
  });

  test.each(generated)('CAT-52: $kind lies within about −1 … 1 and fills it', (dataset) => {
    const { features } = make(dataset, 1, { noise: 0, samples: 2000 });
    const largest = features.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(1.0001);
    expect(largest).toBeGreaterThan(0.6);
  });

  test.each(generated.filter(({ task }) => task === 'classification'))(
    'CAT-53: $kind has as many samples of each class',
    (dataset) => {
      const classes = dataset.samples?.classNames(defaultsOf(dataset.parameters) as never) ?? [];
      const counts = targetCounts(make(dataset, 1, { samples: 1200 }));
      expect([...counts.keys()].sort()).toEqual(classes.map((_name, index) => index));
      // XOR draws its classes; the others take turns.
      const tolerance = dataset.kind === 'xor' ? 100 : 1;
      for (const count of counts.values()) {
        expect(Math.abs(count - 1200 / classes.length)).toBeLessThanOrEqual(tolerance);
      }
    },
  );

  const CURVES = [
    ['square', (x: number) => x * x],
    ['cube', (x: number) => x ** 3],
    ['sine', (x: number) => Math.sin(2 * Math.PI * x)],
  ] as const;

  test.each(CURVES)('CAT-54: %s without noise lies on its curve', (kind, curve) => {
    const { features, targets } = make(DATASETS.get(kind), 1, { noise: 0 });
    features.forEach((x, index) => {
      expect(Math.abs(targets[index] - curve(x))).toBeLessThan(1e-6);
    });
  });

  test('CAT-55: noise is the deviation that was asked for (seed 3)', () => {
    const quiet = make(DATASETS.get('square'), 3, { noise: 0, samples: 20_000 });
    const noisy = make(DATASETS.get('square'), 3, { noise: 0.1, samples: 20_000 });
    // The same stream feeds both, one number apart: compare each with its own curve.
    const error = noisy.features.reduce(
      (sum, x, index) => sum + (noisy.targets[index] - x * x) ** 2,
      0,
    );
    expect(quiet.count).toBe(noisy.count);
    expect(Math.sqrt(error / noisy.count)).toBeCloseTo(0.1, 2);
  });

  test('CAT-56: the classes of XOR are opposite quarters', () => {
    const { features, targets } = make(DATASETS.get('xor'), 1, { noise: 0 });
    targets.forEach((target, index) => {
      const isMixed = features[2 * index] > 0 !== features[2 * index + 1] > 0;
      expect(target).toBe(Number(isMixed));
    });
  });

  test('CAT-57: spirals have as many arms as classes', () => {
    const spirals = DATASETS.get('spirals');
    const counts = targetCounts(make(spirals, 1, { classes: 5, samples: 500 }));
    expect([...counts.values()]).toEqual([100, 100, 100, 100, 100]);
    const shape = dataShapeOf({
      ...defaultData(),
      dataset: { kind: 'spirals', parameters: { classes: 5 } },
    });
    expect(shape.classNames).toEqual(['A', 'B', 'C', 'D', 'E']);
  });
});

const dataOf = (kind: string, columns: ColumnSettings[] = []): DataSettings => ({
  ...defaultData(),
  dataset: { kind, parameters: {} },
  columns,
});

const column = (
  name: string,
  role: ColumnSettings['role'],
  categories: string[] = [],
): ColumnSettings => ({
  name,
  role,
  encoding: categories.length > 0 ? 'category' : 'number',
  missing: 'mean',
  categories,
});

describe('what shapes need to know of the data', () => {
  test.each(DATASETS.entries)(
    'CAT-58: the shape of $kind follows from the document alone',
    (dataset) => {
      const data = dataOf(dataset.kind);
      expect(dataSchema.safeParse(data).success).toBe(true);
      const shape = dataShapeOf(data);
      expect(shape.picture).toBe(dataset.picture);
      if (dataset.origin !== 'file') expect(shape.task).toBe(dataset.task);
      if (shape.featureNames.length > 0) {
        expect(sizeOf(shape.featureShape)).toBe(shape.featureNames.length);
      }
    },
  );

  test('CAT-59: pictures of digits have 28 × 28 × 1 pixels and ten classes', () => {
    const shape = dataShapeOf(dataOf('digits'));
    expect(shape.featureShape).toEqual([28, 28, 1]);
    expect(shape.classNames).toHaveLength(10);
  });

  test('CAT-60: house prices predict the corrected price from 12 columns, without “b” and “medv”', () => {
    const shape = dataShapeOf(dataOf('houses'));
    expect(shape.featureNames).toHaveLength(12);
    expect(shape.featureNames).not.toContain('b');
    expect(shape.featureNames).not.toContain('medv');
    expect(shape.targetNames).toEqual(['cmedv']);
    expect(DATASETS.get('houses').note?.en).toContain('should not be used');
  });

  test('CAT-61: columns of a table become features, one a category, and a category target means classes', () => {
    const data = dataOf('csv', [
      column('size', 'feature'),
      column('colour', 'feature', ['red', 'blue']),
      column('id', 'ignore'),
      column('kind', 'target', ['cat', 'dog', 'fox']),
    ]);
    expect(dataShapeOf(data)).toMatchObject({
      task: 'classification',
      featureShape: [3],
      featureNames: ['size', 'colour=red', 'colour=blue'],
      classNames: ['cat', 'dog', 'fox'],
      targetNames: ['kind'],
    });
    const numbers = dataOf('csv', [
      column('x', 'feature'),
      column('a', 'target'),
      column('b', 'target'),
    ]);
    expect(dataShapeOf(numbers)).toMatchObject({ task: 'regression', targetNames: ['a', 'b'] });
    expect(targetShapeOf(dataShapeOf(numbers), { kind: 'huber', parameters: {} })).toEqual([2]);
  });

  test('CAT-62: the document’s own columns take the place of a table’s roles', () => {
    const own = [column('petal length', 'feature'), column('petal width', 'target')];
    expect(columnsOf(dataOf('iris', own))).toBe(own);
    expect(dataShapeOf(dataOf('iris', own)).task).toBe('regression');
    expect(dataShapeOf(dataOf('iris')).classNames).toEqual(['setosa', 'versicolor', 'virginica']);
  });

  test('CAT-63: an unknown dataset has the shape of its columns and does not throw', () => {
    expect(dataShapeOf(dataOf('weather', [column('x', 'feature')])).featureShape).toEqual([1]);
  });

  test.each(LOSSES.entries)(
    'CAT-64: targets for $kind: one column for two classes, unless one-hot',
    (loss) => {
      const choice = { kind: loss.kind, parameters: {} };
      const two = dataShapeOf(dataOf('moons'));
      const three = dataShapeOf(dataOf('blobs'));
      expect(targetShapeOf(two, choice)).toEqual([loss.targets === 'one-hot' ? 2 : 1]);
      expect(targetShapeOf(three, choice)).toEqual([3]);
      expect(targetShapeOf(dataShapeOf(dataOf('sine')), choice)).toEqual([1]);
    },
  );

  test('CAT-65: an Input finds a column and all of its categories by the column’s name', () => {
    const names = ['size', 'colour=red', 'colour=blue', 'colours'];
    expect(selectFeatures(['colour', 'size'], names)).toEqual({ indices: [1, 2, 0], unknown: [] });
    expect(selectFeatures(['weight'], names)).toEqual({ indices: [], unknown: ['weight'] });
  });
});

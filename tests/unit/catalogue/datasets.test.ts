import { describe, expect, test } from 'vitest';
import { columnsOf, dataShapeOf, targetShapeOf } from '../../../shared/catalogue/data-shape';
import type { DatasetDefinition, Samples } from '../../../shared/catalogue/dataset';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { TEXTS } from '../../../shared/catalogue/datasets/texts';
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

/** Whole numbers that stand for characters are no quantities, but by default a text is one-hot. */
const quantities = generated.filter(({ samples, parameters }) => {
  const values = defaultsOf(parameters) as never;
  return samples?.vocabulary?.(values) === undefined;
});

function make(
  dataset: DatasetDefinition,
  seed: number,
  change: Record<string, number | string> = {},
) {
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
    const values = defaultsOf(dataset.parameters) as never;
    expect(features).toHaveLength(123 * sizeOf(dataset.samples?.featureShape(values) ?? []));
    const isClass = dataset.task === 'classification';
    const width = isClass ? 1 : (dataset.samples?.targetNames(values).length ?? 0);
    expect(targets).toHaveLength(123 * width);
    expect([...features, ...targets].every(Number.isFinite)).toBe(true);
  });

  test.each(quantities)('CAT-52: $kind lies within about −1 … 1 and fills it', (dataset) => {
    const { features } = make(dataset, 1, { noise: 0, samples: 2000 });
    const largest = features.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(1.0001);
    expect(largest).toBeGreaterThan(0.6);
  });

  // A text has its letters as often as its language does.
  const drawn = generated.filter(({ kind }) => kind !== 'characters');
  test.each(drawn.filter(({ task }) => task === 'classification'))(
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

/** One sample of a dataset, as [step][feature], with its targets. */
function sequence(kind: string, change: Record<string, number | string>, sample: number) {
  const dataset = DATASETS.get(kind);
  const values = { ...defaultsOf(dataset.parameters), ...change } as never;
  const [steps, width = 1] = dataset.samples?.featureShape(values) ?? [];
  const { features, targets, count } = make(dataset, 7, change);
  const rows = Array.from({ length: steps }, (_, step) => {
    const start = (sample * steps + step) * width;
    return [...features.subarray(start, start + width)];
  });
  const perSample = targets.length / count;
  const own = [...targets.subarray(sample * perSample, (sample + 1) * perSample)];
  return { rows, targets: own };
}

const SOME = Array.from({ length: 40 }, (_, index) => index);

describe('sequences', () => {
  test.each(SOME)(
    'CAT-90: the adding problem marks one number in each half, sample %i (seed 7)',
    (at) => {
      const { rows, targets } = sequence('adding', { steps: 11, samples: 40 }, at);
      const marked = rows.flatMap(([value, mark], step) => (mark === 1 ? [{ value, step }] : []));
      expect(marked).toHaveLength(2);
      expect(marked[0].step).toBeLessThan(5);
      expect(marked[1].step).toBeGreaterThanOrEqual(5);
      expect(targets).toEqual([Math.fround(marked[0].value + marked[1].value)]);
      expect(
        rows.every(([value, mark]) => value >= 0 && value < 1 && (mark === 0 || mark === 1)),
      ).toBe(true);
    },
  );

  test('CAT-91: always answering 1 to the adding problem leaves 1/6 (seed 7)', () => {
    const { targets } = make(DATASETS.get('adding'), 7, { samples: 20_000 });
    const error = targets.reduce((sum, target) => sum + (target - 1) ** 2, 0) / targets.length;
    expect(error).toBeCloseTo(1 / 6, 2);
  });

  test.each(SOME)(
    'CAT-92: copy memory shows symbols, blanks, a cue, and asks for the first, sample %i (seed 7)',
    (at) => {
      const { rows, targets } = sequence(
        'recall',
        { symbols: 3, shown: 4, delay: 6, samples: 40 },
        at,
      );
      const channels = rows.map((row) => row.indexOf(1));
      expect(rows.every((row) => row.reduce((sum, value) => sum + value, 0) === 1)).toBe(true);
      expect(channels.slice(0, 4).every((channel) => channel < 3)).toBe(true);
      expect(channels.slice(4, 10)).toEqual(new Array(6).fill(3));
      expect(channels[10]).toBe(4);
      expect(targets).toEqual([channels[0]]);
    },
  );

  test('CAT-93: sine sequences go on as their targets say (seed 7)', () => {
    for (const at of SOME) {
      const { rows, targets } = sequence('wave', { noise: 0, ahead: 3, samples: 40 }, at);
      const series = [...rows.flat(), ...targets];
      // Every sine satisfies x[t+1] + x[t−1] = 2·cos(ω)·x[t], with the same ω all along.
      const factors = series
        .slice(1, -1)
        .flatMap((value, step) =>
          Math.abs(value) < 0.2 ? [] : [(series[step + 2] + series[step]) / value],
        );
      for (const factor of factors) expect(factor).toBeCloseTo(factors[0], 4);
    }
  });

  test.each(['english', 'chinese'])(
    'CAT-94: windows of the %s text are followed by their target, and no place comes twice (seed 7)',
    (text) => {
      const names = DATASETS.get('characters').samples?.classNames({ text } as never) ?? [];
      const whole = TEXTS[text as keyof typeof TEXTS].replaceAll(' ', '␣');
      const seen = new Set<number>();
      for (const at of SOME.slice(0, 10)) {
        const one = sequence('characters', { text, encoding: 'index', samples: 1000 }, at);
        const window = one.rows.map(([code]) => names[code]).join('');
        const place = whole.indexOf(window + names[one.targets[0]]);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(seen.has(place)).toBe(false);
        seen.add(place);
        const hot = sequence('characters', { text, samples: 1000 }, at);
        expect(hot.rows.map((row) => row.indexOf(1))).toEqual(one.rows.map(([code]) => code));
      }
    },
  );

  test('CAT-95: whole numbers say how many they are, for an Embedding; one-hot is a quantity', () => {
    const data = (encoding: string) =>
      dataShapeOf({
        ...dataOf('characters'),
        dataset: { kind: 'characters', parameters: { encoding } },
      });
    const index = data('index');
    expect(index.vocabulary).toBe(index.classNames.length);
    expect(index.featureShape).toEqual([12]);
    expect(data('one-hot').vocabulary).toBeUndefined();
    expect(data('one-hot').featureShape).toEqual([12, index.classNames.length]);
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

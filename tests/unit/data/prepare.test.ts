import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Samples, Table } from '../../../shared/catalogue/dataset';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import { channelScalingsOf, sampleScalingOf } from '../../../shared/data/scaling';
import { splitRows } from '../../../shared/data/split';
import type {
  ColumnSettings,
  DataSettings,
  ProjectDocument,
} from '../../../shared/document/schema';
import { dataset, documentWith, feature } from './document';

const category = (
  name: string,
  categories: string[],
  more: Partial<ColumnSettings> = {},
): ColumnSettings => ({ ...feature(name, more), encoding: 'category', categories });

const csv = (columns: ColumnSettings[], more = {}, loss = 'meanSquaredError'): ProjectDocument =>
  documentWith({ dataset: dataset('csv'), columns, ...more }, loss);

const numbers = (name: string, values: readonly number[]) =>
  ({ name, type: 'number', values: Float64Array.from(values) }) as const;
const words = (name: string, values: readonly string[]) =>
  ({ name, type: 'word', values }) as const;
const table = (...columns: Table['columns']): Table => ({
  type: 'table',
  count: columns[0].values.length,
  columns,
});

function prepared(raw: Table | Samples, document: ProjectDocument): PreparedData {
  const result = prepareData(raw, document);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

function refusal(raw: Table, document: ProjectDocument): string {
  const result = prepareData(raw, document);
  if (result.ok) throw new Error('was accepted');
  return result.failure.text.en;
}

const column = ({ features }: PreparedData, width: number, at: number): number[] =>
  Array.from(features).filter((_, index) => index % width === at);

describe('splitRows', () => {
  it('DATA-1: the two shares are disjoint, complete, of the right size and the same for the same seed (seed 20253)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 400 }),
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (count, validationShare, seed) => {
          const request = { count, validationShare, seed, classes: null };
          const { training, validation } = splitRows(request);
          const all = [...training, ...validation].sort((one, other) => one - other);
          expect(all).toEqual(Array.from({ length: count }, (_, row) => row));
          expect(validation.length).toBe(Math.min(count - 1, Math.round(count * validationShare)));
          expect(splitRows(request)).toEqual({ training, validation });
        },
      ),
      { seed: 20253 },
    );
  });

  it('DATA-2: a classification split gives every class its share, and leaves each in training (seed 20254)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 20, maxLength: 300 }),
        fc.double({ min: 0.1, max: 0.5, noNaN: true }),
        (classes, validationShare) => {
          const { training, validation } = splitRows({
            count: classes.length,
            validationShare,
            seed: 3,
            classes,
          });
          for (const own of new Set(classes)) {
            const size = classes.filter((value) => value === own).length;
            const validated = [...validation].filter((row) => classes[row] === own).length;
            expect(Math.abs(validated - size * validationShare)).toBeLessThan(2);
            expect([...training].some((row) => classes[row] === own)).toBe(true);
          }
        },
      ),
      { seed: 20254 },
    );
  });

  it('DATA-1: another seed gives another split', () => {
    const request = { count: 100, validationShare: 0.3, seed: 1, classes: null };
    expect(splitRows(request).validation).not.toEqual(
      splitRows({ ...request, seed: 2 }).validation,
    );
  });
});

describe('prepareData', () => {
  const columns = [feature('x'), feature('y', { role: 'target' })];

  it('DATA-3: scaling and imputation learn from the training share only (seed 20255)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 10, maxLength: 60 }),
        fc.integer({ min: 0, max: 1000 }),
        (values, splitSeed) => {
          const document = csv(columns, {
            splitSeed,
            standardizeFeatures: true,
            standardizeTarget: true,
            validationShare: 0.3,
          });
          const gaps = values.map((value, row) => (row % 7 === 3 ? Number.NaN : value));
          const first = prepared(table(numbers('x', gaps), numbers('y', values)), document);
          // Whatever stands in the validation rows, the training rows must not notice.
          const validation = new Set(first.validation);
          const poison = (list: readonly number[]) =>
            list.map((value, row) => (validation.has(row) && !Number.isNaN(value) ? 1e6 : value));
          const second = prepared(
            table(numbers('x', poison(gaps)), numbers('y', poison(values))),
            document,
          );
          expect(second.featureScaling).toEqual(first.featureScaling);
          expect(second.targetScaling).toEqual(first.targetScaling);
          for (const row of first.training) {
            expect(second.features[row]).toBe(first.features[row]);
            expect(second.targets[row]).toBe(first.targets[row]);
          }
        },
      ),
      { seed: 20255 },
    );
  });

  it('DATA-4: standardised training columns have mean 0 and deviation 1, constant ones become 0', () => {
    const values = Array.from({ length: 50 }, (_, row) => 1.6e9 + row * 60);
    const result = prepared(
      table(
        numbers('x', values),
        numbers('c', values.fill.call([...values], 7)),
        numbers('y', values),
      ),
      csv([feature('x'), feature('c'), feature('y', { role: 'target' })], {
        standardizeFeatures: true,
      }),
    );
    const own = [...result.training].map((row) => column(result, 2, 0)[row]);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(variance).toBeCloseTo(1, 5);
    expect(new Set(column(result, 2, 1))).toEqual(new Set([0]));
    expect(result.targetScaling).toEqual([]);
  });

  it('DATA-5: categories become one column each in the order of the document', () => {
    const result = prepared(
      table(words('colour', ['red', 'blue', 'red', 'green']), numbers('y', [1, 2, 3, 4])),
      csv([category('colour', ['blue', 'green', 'red']), feature('y', { role: 'target' })], {
        validationShare: 0,
      }),
    );
    expect([...result.features]).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0]);
    expect(result.shape.featureNames).toEqual(['colour=blue', 'colour=green', 'colour=red']);
  });

  it('DATA-6: a missing value takes the training mean, a missing category the training frequencies', () => {
    const result = prepared(
      table(
        numbers('x', [1, Number.NaN, 3, 5]),
        words('w', ['a', 'a', '', 'b']),
        numbers('y', [1, 2, 3, 4]),
      ),
      csv([feature('x'), category('w', ['a', 'b']), feature('y', { role: 'target' })], {
        validationShare: 0,
      }),
    );
    expect(column(result, 3, 0)).toEqual([1, 3, 3, 5]);
    expect(column(result, 3, 1)[2]).toBeCloseTo(2 / 3);
    expect(column(result, 3, 2)[2]).toBeCloseTo(1 / 3);
  });

  it('DATA-7: rows with a missing value are dropped where the column says so, and counted; a missing target is never invented', () => {
    const result = prepared(
      table(numbers('x', [1, Number.NaN, 3, 4]), numbers('y', [1, 2, Number.NaN, 4])),
      csv([feature('x', { missing: 'drop' }), feature('y', { role: 'target', missing: 'mean' })], {
        validationShare: 0,
      }),
    );
    expect([...result.features]).toEqual([1, 4]);
    expect([...result.targets]).toEqual([1, 4]);
    expect(result.droppedRows).toBe(2);
  });

  it('DATA-8: what is wrong is said with its row or line, its column and the cure', () => {
    const data = table(numbers('x', [1, Number.NaN]), numbers('y', [1, 2]));
    const refuse = csv([feature('x', { missing: 'refuse' }), columns[1]]);
    expect(refusal(data, refuse)).toBe(
      'Row 2, column “x” has no value. Fill it in, or let missing values be replaced by the mean or dropped.',
    );
    expect(refusal({ ...data, lines: Uint32Array.of(2, 9) }, refuse)).toMatch(
      /^Line 9, column “x”/,
    );
    expect(
      refusal(
        table(words('x', ['1', 'abc']), numbers('y', [1, 2])),
        csv([feature('x'), columns[1]]),
      ),
    ).toBe(
      'Row 2, column “x”: “abc” is not a number. Correct it, or encode the column as a category.',
    );
    expect(
      refusal(
        table(words('x', ['a', 'z']), numbers('y', [1, 2])),
        csv([category('x', ['a', 'b']), columns[1]]),
      ),
    ).toBe(
      'Row 2, column “x”: “z” is not one of the column’s categories (“a”, “b”). Add it to them, or correct it.',
    );
    expect(refusal(data, csv([feature('z'), columns[1]]))).toBe(
      'The data has no column “z”. Its columns are: “x”, “y”.',
    );
    expect(refusal(data, csv([feature('x')]))).toMatch(/^No column is the target/);
    expect(refusal(data, csv([columns[1]]))).toMatch(/^No column is used as a feature/);
    expect(refusal(table(numbers('x', [1e39]), numbers('y', [1])), csv(columns))).toMatch(
      /^Row 1, column “x”: 1e\+39 is beyond the range/,
    );
  });

  it('DATA-9: data that would not fit in memory are refused with the figure and the limit', () => {
    const categories = Array.from({ length: 1_000 }, (_, index) => String(index));
    const values = new Float64Array(200_000);
    const big: Table = {
      type: 'table',
      count: values.length,
      columns: [
        { name: 'x', type: 'number', values },
        { name: 'y', type: 'number', values },
      ],
    };
    expect(refusal(big, csv([category('x', categories), columns[1]]))).toMatch(
      /^The data would take 764 MB in memory; at most 512 MB are allowed\./,
    );
  });

  const three: Samples = {
    type: 'samples',
    count: 3,
    features: Float32Array.of(0, 0, 1, 1, 2, 2),
    targets: Float32Array.of(0, 1, 2),
  };
  const two: Samples = { ...three, targets: Float32Array.of(0, 1, 1) };
  const spirals = (classes: number, loss: string) =>
    documentWith({ dataset: dataset('spirals', { classes }), validationShare: 0 }, loss);

  it.each([
    ['categoricalCrossEntropy', two, 2, [1, 0, 0, 1, 0, 1]],
    ['binaryCrossEntropy', two, 2, [0, 1, 1]],
    ['hinge', two, 2, [-1, 1, 1]],
    ['meanSquaredError', two, 2, [0, 1, 1]],
    ['categoricalCrossEntropy', three, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['hinge', three, 3, [1, -1, -1, -1, 1, -1, -1, -1, 1]],
    ['meanSquaredError', three, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1]],
  ] as const)(
    'DATA-10: classes are encoded as %s wants them (%#)',
    (loss, samples, classes, expected) => {
      const result = prepared(samples, spirals(classes, loss));
      expect([...result.targets]).toEqual(expected);
      expect(result.targetShape).toEqual([expected.length / 3]);
    },
  );

  const pictures: Samples = {
    type: 'samples',
    count: 8,
    features: Float32Array.from({ length: 8 * 784 }, (_, index) => ((index * 7) % 101) / 100),
    targets: Float32Array.from({ length: 8 }, (_, row) => row % 2),
  };
  const digits = (standardizeBy: DataSettings['standardizeBy']) =>
    prepared(
      pictures,
      documentWith({
        dataset: dataset('digits'),
        standardizeFeatures: true,
        standardizeBy,
        validationShare: 0.25,
      }),
    );
  const momentsOf = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return [mean, Math.sqrt(square)];
  };
  const expectStandard = (values: readonly number[]) => {
    const [mean, deviation] = momentsOf(values);
    expect(mean).toBeCloseTo(0, 5);
    expect(deviation).toBeCloseTo(1, 5);
  };
  const samplesOf = ({ features }: PreparedData, rows: Iterable<number>) =>
    [...rows].map((row) => [...features.subarray(row * 784, (row + 1) * 784)]);

  it('DATA-33: by channel, all training pixels together have mean 0 and deviation 1', () => {
    const data = digits('channel');
    expectStandard(samplesOf(data, data.training).flat());
    expect(new Set(data.featureScaling.map(({ mean }) => mean)).size).toBe(1);
  });

  it('DATA-33: by feature, each pixel of the training pictures has', () => {
    const data = digits('feature');
    const samples = samplesOf(data, data.training);
    for (let at = 0; at < 784; at += 97) expectStandard(samples.map((sample) => sample[at]));
  });

  it('DATA-33: by sample, each picture has, also in validation, and a plain one stays plain', () => {
    const data = digits('sample');
    for (const sample of samplesOf(data, [...data.training, ...data.validation])) {
      expectStandard(sample);
    }
    expect(data.sampleScaling).toHaveLength(16);
    expect(sampleScalingOf(new Float32Array(100).fill(0.5))).toEqual({ mean: 0.5, deviation: 0.1 });
  });

  it('DATA-33: three channels have a scaling each', () => {
    const values = Float32Array.from({ length: 30 }, (_, index) => (index % 3) * 10 + index);
    const scalings = channelScalingsOf(values, 15, 3, Uint32Array.of(0, 1));
    for (let channel = 0; channel < 3; channel += 1) {
      const own = [...values].filter((_, index) => index % 3 === channel);
      const [mean, deviation] = momentsOf(own);
      expect(scalings[channel].mean).toBeCloseTo(mean, 10);
      expect(scalings[channel].deviation).toBeCloseTo(deviation, 10);
    }
  });

  it('DATA-11: scaling samples leaves the raw numbers as they were', () => {
    const before = three.features.slice();
    const document = spirals(3, 'categoricalCrossEntropy');
    prepared(three, { ...document, data: { ...document.data, standardizeFeatures: true } });
    expect(three.features).toEqual(before);
  });
});

import { describe, expect, test } from 'vitest';
import type { LossDefinition } from '../../../shared/catalogue/loss';
import { LOSSES } from '../../../shared/catalogue/losses';
import {
  logistic,
  PLAIN_OPS,
  type PlainRows,
  plainRows,
} from '../../../shared/catalogue/plain-ops';
import { type RandomStream, randomStream } from '../../../shared/random/random-stream';
import { distance, normalRows, numericGradient, rowsOf, sumOf } from './plain';

const SEEDS = [1, 2, 3];
const ROWS = 25;

/** Targets as each encoding lays them out. */
const TARGETS: Readonly<
  Record<LossDefinition['targets'], (columns: number, random: RandomStream) => PlainRows>
> = {
  numbers: (columns, random) => normalRows(ROWS, columns, random),
  binary: (columns, random) => rowsOf(ROWS, columns, () => random.below(2)),
  signs: (columns, random) => rowsOf(ROWS, columns, () => 2 * random.below(2) - 1),
  'one-hot': (columns, random) => {
    const values = new Float64Array(ROWS * columns);
    for (let row = 0; row < ROWS; row += 1) values[row * columns + random.below(columns)] = 1;
    return { rows: ROWS, columns, values };
  },
};

const VALUES: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  huber: [{ delta: 1 }, { delta: 0.1 }],
  binaryCrossEntropy: [{ fromLogits: true }, { fromLogits: false }],
  categoricalCrossEntropy: [{ fromLogits: true }, { fromLogits: false }],
};

const cases = LOSSES.entries.flatMap((loss) =>
  (VALUES[loss.kind] ?? [{}]).flatMap((values) =>
    [1, 4].map((columns) => ({
      name: `${loss.kind} ${JSON.stringify(values)}, ${columns} output(s)`,
      loss,
      values: values as never,
      takesProbabilities: values.fromLogits === false,
      columns,
    })),
  ),
);

describe('CAT-20: the gradient of every loss is the derivative of its value', () => {
  for (const seed of SEEDS) {
    test.each(cases)(`$name, seed ${seed}`, ({ loss, values, columns, takesProbabilities }) => {
      const random = randomStream(seed, `loss ${loss.kind} ${columns}`);
      const outputs = takesProbabilities
        ? rowsOf(ROWS, columns, () => 0.02 + 0.96 * random.uniform())
        : normalRows(ROWS, columns, random, 3);
      const targets = TARGETS[loss.targets](columns, random);
      const lossAt = (moved: PlainRows) =>
        sumOf(loss.value(PLAIN_OPS, { outputs: moved, targets, columns }, values));
      const exact = loss.gradient(PLAIN_OPS, { outputs, targets, columns }, values);
      expect(exact).toMatchObject({ rows: ROWS, columns });
      expect(distance(exact, numericGradient(outputs, lossAt))).toBeLessThan(1e-7);
    });
  }
});

test.each(cases)('CAT-21: $name gives one value a sample', ({ loss, values, columns }) => {
  const random = randomStream(5, loss.kind);
  const outputs = rowsOf(ROWS, columns, () => random.uniform());
  const targets = TARGETS[loss.targets](columns, random);
  const value = loss.value(PLAIN_OPS, { outputs, targets, columns }, values);
  expect(value).toMatchObject({ rows: ROWS, columns: 1 });
});

const lossOf = (
  kind: string,
  outputs: readonly number[],
  targets: readonly number[],
  values: Record<string, unknown> = {},
) => {
  const known = {
    outputs: plainRows([outputs]),
    targets: plainRows([targets]),
    columns: outputs.length,
  };
  const loss = LOSSES.get(kind);
  return {
    value: loss.value(PLAIN_OPS, known, values as never).values[0],
    gradient: [...loss.gradient(PLAIN_OPS, known, values as never).values],
  };
};

test('CAT-22: values agree with those worked out by hand', () => {
  expect(lossOf('meanSquaredError', [1, 4], [0, 2]).value).toBe(2.5);
  expect(lossOf('meanAbsoluteError', [1, 4], [0, 2]).value).toBe(1.5);
  expect(lossOf('huber', [0.5, 4], [0, 2], { delta: 1 }).value).toBe((0.125 + 1.5) / 2);
  expect(lossOf('hinge', [0.5, -2], [1, -1]).value).toBe(0.25);
  expect(lossOf('binaryCrossEntropy', [0], [1], { fromLogits: true }).value).toBeCloseTo(
    Math.LN2,
    15,
  );
  expect(lossOf('binaryCrossEntropy', [0.25], [1], { fromLogits: false }).value).toBeCloseTo(
    Math.log(4),
    15,
  );
  const logits = { fromLogits: true };
  expect(lossOf('categoricalCrossEntropy', [1, 1, 1, 1], [0, 1, 0, 0], logits).value).toBeCloseTo(
    Math.log(4),
    15,
  );
});

describe('CAT-23: cross-entropy from logits stays exact where probabilities would be 0 or 1', () => {
  const values = { fromLogits: true };

  test('binary at ±1e4', () => {
    expect(lossOf('binaryCrossEntropy', [1e4], [1], values)).toEqual({ value: 0, gradient: [0] });
    expect(lossOf('binaryCrossEntropy', [1e4], [0], values)).toEqual({ value: 1e4, gradient: [1] });
    expect(lossOf('binaryCrossEntropy', [-1e4], [1], values)).toEqual({
      value: 1e4,
      gradient: [-1],
    });
  });

  test('binary at −40 keeps a loss that 1 − p would round to 0', () => {
    const { value } = lossOf('binaryCrossEntropy', [-40], [0], values);
    expect(value).toBeCloseTo(Math.exp(-40), 30);
    expect(value).toBeGreaterThan(0);
  });

  test('categorical at ±1e4', () => {
    const right = lossOf('categoricalCrossEntropy', [1e4, -1e4], [1, 0], values);
    expect(right.value).toBeCloseTo(0, 12);
    const wrong = lossOf('categoricalCrossEntropy', [1e4, -1e4], [0, 1], values);
    expect(wrong.value).toBe(2e4);
    expect(wrong.gradient).toEqual([1, -1]);
  });
});

describe('CAT-24: cross-entropy from probabilities clips at 1e-7 and has gradient 0 beyond', () => {
  const values = { fromLogits: false };

  test.each(['binaryCrossEntropy', 'categoricalCrossEntropy'])('%s', (kind) => {
    const { value, gradient } = lossOf(kind, [0], [1], values);
    expect(value).toBeCloseTo(-Math.log(1e-7), 6);
    expect(gradient.map(Math.abs)).toEqual([0]);
    expect(lossOf(kind, [1e-6], [1], values).gradient[0]).toBeCloseTo(-1e6, 0);
  });
});

test('CAT-25: both cross-entropies agree for two classes, and logits agree with probabilities', () => {
  const random = randomStream(9, 'two classes');
  for (let index = 0; index < 50; index += 1) {
    const z = 4 * random.normal();
    const binary = lossOf('binaryCrossEntropy', [z], [1], { fromLogits: true }).value;
    const two = lossOf('categoricalCrossEntropy', [0, z], [0, 1], { fromLogits: true }).value;
    const probability = lossOf('binaryCrossEntropy', [logistic(z)], [1], { fromLogits: false });
    expect(two).toBeCloseTo(binary, 12);
    expect(probability.value).toBeCloseTo(binary, 12);
  }
});

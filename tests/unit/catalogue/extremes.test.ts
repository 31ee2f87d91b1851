import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { sizeOf } from '../../../shared/catalogue/layer';
import { LAYERS } from '../../../shared/catalogue/layers';
import { fansOf } from '../../../shared/catalogue/layers/common';
import type { LossDefinition } from '../../../shared/catalogue/loss';
import { LOSSES } from '../../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { checkParameters } from '../../../shared/catalogue/parameter';
import { PLAIN_OPS, type PlainRows, plainColumn } from '../../../shared/catalogue/plain-ops';
import { pictureChanger } from '../../../shared/data/augment';
import { defaultData } from '../../../shared/document/new-document';
import type { Parameters } from '../../../shared/document/schema';
import { checkValues } from '../../../shared/graph/check-node';
import { randomStream } from '../../../shared/random/random-stream';
import { describeProblem } from '../../../shared/text/problems';
import { LOCALES } from '../../../shared/text/text';
import { exampleInputs } from './example-inputs';
import { extremeSets, SEED } from './extremes';
import { distance, normalRows, numericGradient, rowsOf, sumOf } from './plain';
import { REGISTRIES } from './registries';

const where = (values: unknown) => JSON.stringify(values).slice(0, 400);
const areFinite = (numbers: ArrayLike<number>) => Array.from(numbers).every(Number.isFinite);
const isCount = (value: number) => Number.isInteger(value) && value >= 0;

const entries = Object.entries(REGISTRIES).flatMap(([catalogue, registry]) =>
  registry.entries.map((entry) => ({ name: `${catalogue}/${entry.kind}`, entry })),
);

test.each(entries)(`CAT-211: the extremes of $name are allowed (seed ${SEED})`, ({ entry }) => {
  for (const values of extremeSets(entry.parameters)) {
    expect(checkParameters(entry.parameters, values).faults, where(values)).toEqual([]);
  }
});

describe(`CAT-212: with extreme parameters (seed ${SEED})`, () => {
  const data = dataShapeOf(defaultData());

  test.each(LAYERS.entries)('layer $kind has finite sizes, or says why not', (layer) => {
    const inputs = exampleInputs(layer);
    for (const given of extremeSets(layer.parameters)) {
      const values = checkValues(layer.parameters, given).values as never;
      const shape = layer.shape(inputs, values, { data });
      if (!shape.ok) {
        for (const locale of LOCALES) {
          expect(describeProblem(shape.failure, locale), where(given)).not.toMatch(
            /undefined|NaN|Infinity|\[object|\{\{(?!(node|inputName)\}\})/,
          );
        }
        continue;
      }
      expect(shape.value.length, where(given)).toBeGreaterThan(0);
      expect(
        shape.value.every((axis) => isCount(axis) && axis > 0),
        where(given),
      ).toBe(true);
      for (const weight of layer.weights(inputs, values)) {
        expect(
          weight.shape.every((axis) => isCount(axis) && axis > 0),
          where(given),
        ).toBe(true);
        expect(weight.fanIn, where(given)).toBeGreaterThan(0);
        expect(weight.fanOut, where(given)).toBeGreaterThan(0);
        expect(areFinite([weight.fanIn, weight.fanOut]), where(given)).toBe(true);
      }
      expect(isCount(layer.flops(inputs, shape.value, values)), where(given)).toBe(true);
      expect(isCount(layer.workspace?.(inputs, shape.value, values) ?? 0), where(given)).toBe(true);
      expect(layer.headline(values).length, where(given)).toBeGreaterThanOrEqual(0);
    }
  });

  test.each(INITIALIZERS.entries)('initializer $kind draws finite numbers', (initializer) => {
    for (const shape of [[3], [3, 4], [1, 1], [2, 3, 2, 5]]) {
      for (const values of extremeSets(initializer.parameters)) {
        const fans = fansOf(shape);
        const { mean, variance } = initializer.moments(fans, values as never);
        expect(Number.isFinite(mean), where(values)).toBe(true);
        expect(Number.isFinite(variance) && variance >= 0, where(values)).toBe(true);
        const random = randomStream(SEED, 'extremes');
        const drawn = initializer.draw(shape, fans, random, values as never);
        expect(drawn, where(values)).toHaveLength(sizeOf(shape));
        expect(areFinite(drawn), where(values)).toBe(true);
      }
    }
  });

  test.each(ACTIVATIONS.entries)(
    'activation $kind is finite, and backward the derivative of forward',
    (activation) => {
      for (const given of extremeSets(activation.parameters)) {
        const values = given as never;
        const random = randomStream(SEED, `extremes ${activation.kind}`);
        const far = plainColumn([-1e3, -50, -1, 0, 1, 50, 1e3]);
        const dy = plainColumn([1, 1, 1, 1, 1, 1, 1]);
        const y = activation.forward(PLAIN_OPS, far, values);
        expect(areFinite(y.values), where(given)).toBe(true);
        const dx = activation.backward(PLAIN_OPS, { x: far, y, dy }, values);
        expect(areFinite(dx.values), where(given)).toBe(true);
        const { below, above } = activation.saturation(values);
        expect(areFinite([below ?? 0, above ?? 0]), where(given)).toBe(true);

        const x = rowsOf(20, 3, () => {
          const value = 2 * random.normal();
          return value + Math.sign(value) * 0.01;
        });
        const along = normalRows(20, 3, random);
        const loss = (input: PlainRows) =>
          sumOf(PLAIN_OPS.multiply(activation.forward(PLAIN_OPS, input, values), along));
        const known = { x, y: activation.forward(PLAIN_OPS, x, values), dy: along };
        const exact = activation.backward(PLAIN_OPS, known, values);
        expect(distance(exact, numericGradient(x, loss)), where(given)).toBeLessThan(1e-6);
      }
    },
  );

  /** A target of each encoding, for two outputs. */
  const TARGETS: Readonly<Record<LossDefinition['targets'], readonly number[]>> = {
    numbers: [0.3, -2],
    binary: [1, 0],
    signs: [1, -1],
    'one-hot': [0, 1],
  };

  test.each(LOSSES.entries)('loss $kind is finite, with its gradient', (loss) => {
    for (const given of extremeSets(loss.parameters)) {
      const values = given as never;
      const isProbability = given.fromLogits === false;
      for (const at of isProbability ? [0, 0.4, 1] : [-1e3, -1.3, 0, 0.4, 1e3]) {
        const row = (numbers: readonly number[]) => ({
          rows: 1,
          columns: 2,
          values: Float64Array.from(numbers),
        });
        const outputs = row(isProbability ? [at, 1 - at] : [at, 0.2]);
        const known = { outputs, targets: row(TARGETS[loss.targets]), columns: 2 };
        expect(areFinite(loss.value(PLAIN_OPS, known, values).values), where(given)).toBe(true);
        expect(areFinite(loss.gradient(PLAIN_OPS, known, values).values), where(given)).toBe(true);
      }
    }
  });

  test.each(OPTIMIZERS.entries)('optimizer $kind keeps weights finite', (optimizer) => {
    for (const given of extremeSets(optimizer.parameters)) {
      const values = given as never;
      const random = randomStream(SEED, `extremes ${optimizer.kind}`);
      let weight = plainColumn([1, -2, 0]);
      let slots: Readonly<Record<string, PlainRows>> = Object.fromEntries(
        optimizer.slots(values).map((slot) => [slot, plainColumn([0, 0, 0])]),
      );
      for (let step = 1; step <= 30; step += 1) {
        // No gradient at first, as behind a dead unit; then sizes over eight decades.
        const size = step < 4 ? 0 : 10 ** (random.below(9) - 4);
        const gradient = rowsOf(3, 1, () => size * random.normal());
        const known = { weight, gradient, slots, learningRate: 0.01, step };
        ({ weight, slots } = optimizer.update(PLAIN_OPS, known, values));
        expect(areFinite(weight.values), `step ${step} ${where(given)}`).toBe(true);
      }
    }
  });

  /** More numbers than that at once would say no more. */
  const MAX_NUMBERS = 3e5;
  const generated = DATASETS.entries.filter(({ origin }) => origin === 'generated');

  test.each(generated)('data $kind are finite and of their shape', (dataset) => {
    for (const set of extremeSets(dataset.parameters)) {
      const values = fewEnough(dataset, set);
      const shape = dataset.samples?.featureShape(values as never) ?? [];
      const made = dataset.generate?.(randomStream(SEED, 'extremes'), values as never);
      if (!made) throw new Error(`${dataset.kind} generates nothing`);
      expect(made.count, where(values)).toBeGreaterThan(0);
      expect(made.features.length, where(values)).toBe(made.count * sizeOf(shape));
      expect(areFinite(made.features) && areFinite(made.targets), where(values)).toBe(true);
      const classes = dataset.samples?.classNames(values as never).length ?? 0;
      if (dataset.task !== 'classification') continue;
      const isClass = (target: number) => isCount(target) && target < classes;
      expect(made.targets.every(isClass), where(values)).toBe(true);
    }
  });

  function fewEnough(dataset: (typeof generated)[number], values: Parameters): Parameters {
    const size = sizeOf(dataset.samples?.featureShape(values as never) ?? []);
    const most = Math.max(10, Math.floor(MAX_NUMBERS / size));
    const samples = Math.min(values.samples as number, most);
    return { ...values, samples };
  }

  /** Noise is not cut off: that would shift its mean. */
  const PAST_WHITE: ReadonlySet<string> = new Set(['pixelNoise']);

  test.each(AUGMENTATIONS.entries)(
    'augmentation $kind leaves pictures pictures',
    ({ kind, parameters }) => {
      for (const values of extremeSets(parameters)) {
        for (const shape of [
          [1, 1, 1],
          [9, 7, 3],
        ]) {
          const random = randomStream(SEED, `extremes ${kind}`);
          const change = pictureChanger([{ kind, parameters: values }], shape, random);
          for (let time = 0; time < 4; time += 1) {
            const picture = Float32Array.from({ length: sizeOf(shape) }, () => random.uniform());
            change(picture);
            const isPixel = (value: number) =>
              PAST_WHITE.has(kind) ? Number.isFinite(value) : value >= 0 && value <= 1;
            expect(picture.every(isPixel), where(values)).toBe(true);
          }
        }
      }
    },
  );
});

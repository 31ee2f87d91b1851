import { describe, expect, test } from 'vitest';
import type { Backend, ProjectDocument, TrainingSettings } from '../../../shared/document/schema';
import type { StepView } from '../../../shared/engine/training-core';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  dense,
  documentOf,
  expectClose,
  head,
  layer,
  opsOf,
} from './support';

const hidden = (id: string, parameters = {}) => dense(id, 5, 'tanh', parameters);

/** Plain descent at rate 1, so that what a step takes off the weights is the gradient that it was given. */
const network = (training: Partial<TrainingSettings>, parameters = {}): ProjectDocument =>
  documentOf([hidden('one', parameters), hidden('two'), head(2)], {
    optimizer: choiceOf('sgd'),
    learningRate: 1,
    batchSize: 32,
    seed: 5,
    ...training,
  });

interface Seen {
  readonly raw: Float32Array;
  readonly before: Float32Array;
  /** What the optimizer took off. */
  readonly taken: Float32Array;
  readonly loss: number;
  readonly places: readonly {
    readonly node: string;
    readonly start: number;
    readonly end: number;
    readonly shape: readonly number[];
  }[];
}

async function stepOf(document: ProjectDocument, backend: Backend = 'cpu'): Promise<Seen> {
  const ops = await opsOf(backend);
  const core = coreOf(document, ops);
  let seen: Seen | null = null;
  core.train((view: StepView) => {
    const before = ops.read(view.weightsBefore);
    const after = ops.read(view.weightsAfter as NonNullable<StepView['weightsAfter']>);
    seen = {
      raw: ops.read(view.gradient),
      before,
      taken: before.map((weight, index) => weight - after[index]),
      loss: view.loss,
      places: core.model.weights.places,
    };
  });
  core.dispose();
  if (!seen) throw new Error('the step was not seen');
  return seen;
}

const normOf = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

describe.each(BACKENDS)('ENGINE-62: on %s, clipping, seed 5,', (backend) => {
  test('by value keeps every number within the limit', async () => {
    const { raw, taken } = await stepOf(
      network({ clipping: 'value', clippingLimit: 0.01 }),
      backend,
    );
    const expected = raw.map((value) => Math.max(-0.01, Math.min(0.01, value)));
    expect(raw.some((value) => Math.abs(value) > 0.01)).toBe(true);
    expectClose(taken, expected);
  });

  test('by norm keeps the norm of each weight within the limit and its direction', async () => {
    const { raw, taken, places } = await stepOf(
      network({ clipping: 'norm', clippingLimit: 0.05 }),
      backend,
    );
    const factors = places.map(({ start, end }) =>
      Math.min(1, 0.05 / normOf(raw.subarray(start, end))),
    );
    expect(new Set(factors).size).toBeGreaterThan(2);
    places.forEach(({ start, end }, index) => {
      expectClose(
        taken.subarray(start, end),
        raw.subarray(start, end).map((value) => value * factors[index]),
      );
    });
  });

  test('by norm of all keeps the whole gradient within the limit and its direction', async () => {
    const { raw, taken } = await stepOf(
      network({ clipping: 'globalNorm', clippingLimit: 0.05 }),
      backend,
    );
    const factor = 0.05 / normOf(raw);
    expect(factor).toBeLessThan(1);
    expectClose(
      taken,
      raw.map((value) => value * factor),
    );
  });

  test('of a gradient within the limit changes nothing, bit for bit', async () => {
    const plain = await stepOf(network({}), backend);
    for (const clipping of ['value', 'norm', 'globalNorm'] as const) {
      const clipped = await stepOf(network({ clipping, clippingLimit: 1000 }), backend);
      expect(clipped.taken).toEqual(plain.taken);
    }
  });
});

test('ENGINE-63: L1 and L2 pull at kernels and not at biases, those of a layer on top of those for all, seed 5', async () => {
  const { raw, before, taken, places } = await stepOf(
    network({ l1: 0.02, l2: 0.1 }, { l1: 0.03, l2: 0.4 }),
  );
  const own: Readonly<Record<string, { l1: number; l2: number }>> = {
    one: { l1: 0.05, l2: 0.5 },
  };
  expect(places.some(({ shape }) => shape.length === 1)).toBe(true);
  for (const { node, shape, start, end } of places) {
    const { l1, l2 } = shape.length > 1 ? (own[node] ?? { l1: 0.02, l2: 0.1 }) : { l1: 0, l2: 0 };
    const expected = before
      .subarray(start, end)
      .map((weight, index) => raw[start + index] + l2 * weight + l1 * Math.sign(weight));
    expectClose(taken.subarray(start, end), expected);
  }
});

describe.each(BACKENDS)('ENGINE-64: on %s, seed 5,', (backend) => {
  test.each([
    [2, 16],
    [4, 8],
    [5, 7],
  ])(
    '%d accumulated batches of %d make the step of the large batch',
    async (accumulation, batchSize) => {
      const training = { classWeighting: 'balanced', labelSmoothing: 0.1 } as const;
      const large = await stepOf(
        network({ ...training, batchSize: accumulation * batchSize }),
        backend,
      );
      const parts = await stepOf(network({ ...training, accumulation, batchSize }), backend);
      expectClose(parts.raw, large.raw, 1e-5, 1e-7);
      expectClose(parts.taken, large.taken, 1e-5, 1e-6);
      expectClose([parts.loss], [large.loss]);
    },
  );

  test('accumulated runs leave no tensor behind and end an epoch where the large batch does', async () => {
    const ops = await opsOf(backend);
    const start = ops.tensorCount;
    const core = coreOf(network({ accumulation: 3, batchSize: 20 }), ops);
    const large = coreOf(network({ batchSize: 60 }), ops);
    expect(core.dealer.stepsPerEpoch).toBe(large.dealer.stepsPerEpoch);
    const counts = Array.from({ length: 12 }, () => {
      core.train();
      return [ops.tensorCount, ops.tensorBytes];
    });
    for (const count of counts) expect(count).toEqual(counts[0]);
    core.dispose();
    large.dispose();
    expect(ops.tensorCount).toBe(start);
  });
});

test('ENGINE-64: moving statistics take in every accumulated batch', async () => {
  const ops = await opsOf('cpu');
  const withNorm = (training: Partial<TrainingSettings>) =>
    coreOf(
      documentOf([hidden('one'), layer('norm', 'batchNormalization'), head(2)], {
        batchSize: 16,
        seed: 5,
        learningRate: 0,
        ...training,
      }),
      ops,
    );
  const statistics = (core: ReturnType<typeof withNorm>) =>
    core.model.weights
      .toRecords()
      .filter(({ name }) => name.startsWith('moving'))
      .map(({ values }) => [...values]);
  const one = withNorm({ accumulation: 4 });
  one.train();
  // With a rate of 0, four steps see the same four batches through the same weights.
  const four = withNorm({});
  for (let step = 0; step < 4; step += 1) four.train();
  expect(statistics(one)).toEqual(statistics(four));
});

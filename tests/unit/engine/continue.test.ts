import { describe, expect, test } from 'vitest';
import type { TrainingSettings } from '../../../shared/document/schema';
import { GoodWeights } from '../../../shared/engine/good-weights';
import { findLab } from '../../../shared/labs';
import type { Checkpoint } from '../../../shared/telemetry/protocol';
import { BACKENDS, choiceOf, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const network = (training: Partial<TrainingSettings>) =>
  documentOf(
    [
      layer('one', 'dense', { parameters: { units: 12, activation: choiceOf('tanh') } }),
      layer('norm', 'batchNormalization'),
      layer('drop', 'dropout', { parameters: { rate: 0.3 } }),
      head(2),
    ],
    { learningRate: 0.02, batchSize: 32, epochs: 6, seed: 5, ...training },
  );

/** The weights of a run of all its steps, and of one that is stopped and goes on in another trainer. */
async function bothWays(training: Partial<TrainingSettings>, stopAt: number) {
  const document = network(training);
  const whole = new TestTrainer();
  await whole.run(document);
  const first = new TestTrainer();
  await first.run(document, { stepLimit: stopAt });
  expect(first.checkpoint.step).toBe(stopAt);
  const second = new TestTrainer();
  const state = await second.run(document, { checkpoint: sent(first.checkpoint) });
  return { whole, second, state };
}

/** As it comes back from a file or another process. */
const sent = (checkpoint: Checkpoint): Checkpoint => structuredClone(checkpoint);

describe.each(BACKENDS)('CONTINUE-1: on %s', (backend) => {
  test.each([
    ['Adam, in the middle of an epoch', { optimizer: choiceOf('adam') }, 40],
    ['momentum, at the end of one', { optimizer: choiceOf('momentum') }, 28],
    ['a rate that drops on a plateau', { schedule: choiceOf('plateau', { patience: 0 }) }, 33],
    [
      '16 bits with a dynamic scale',
      { precision: 'float16', lossScaling: 'dynamic', growthInterval: 7 } as const,
      31,
    ],
  ])(
    'a run with %s that was stopped goes on as if it never was, bit by bit',
    async (_name, training, stopAt) => {
      const { whole, second, state } = await bothWays({ backend, ...training }, stopAt);
      expect(state.phase).toBe('finished');
      expect(state.step).toBe(whole.state.step);
      expect(second.checkpoint.weights).toEqual(whole.checkpoint.weights);
      expect(second.checkpoint.path).toEqual(whole.checkpoint.path);
      expect(second.notices).toEqual([]);
    },
  );
});

test('CONTINUE-1: early stopping remembers the best epoch of before', async () => {
  const training = {
    earlyStopping: true,
    patience: 2,
    learningRate: 0.3,
    optimizer: choiceOf('adam'),
    epochs: 30,
  };
  const document = network(training);
  const whole = new TestTrainer();
  const end = await whole.run(document);
  const perEpoch = whole.layout.stepsPerEpoch;
  const first = new TestTrainer();
  // Stopped by hand in the epoch before the last: at its end, early stopping would put weights back.
  const over = first.over();
  first.start(document, { paused: true });
  await first.phase('paused');
  first.send({ type: 'resume' });
  await first.next((event) => event.type === 'state' && event.state.step >= perEpoch);
  first.send({ type: 'stop' });
  await over;
  const second = new TestTrainer();
  const state = await second.run(document, { checkpoint: sent(first.checkpoint) });
  expect(state.step).toBe(end.step);
  expect(second.checkpoint.step).toBe(whole.checkpoint.step);
  expect(second.checkpoint.weights).toEqual(whole.checkpoint.weights);
});

test('CONTINUE-2: another optimizer begins anew and says so, with the weights of before', async () => {
  const first = new TestTrainer();
  await first.run(network({ optimizer: choiceOf('adam') }), { stepLimit: 20 });
  const second = new TestTrainer();
  const paused = second.phase('paused');
  second.start(network({ optimizer: choiceOf('momentum') }), {
    checkpoint: sent(first.checkpoint),
    paused: true,
  });
  await paused;
  expect(second.notices.join()).toMatch(/optimizer begins anew/);
  const over = second.over();
  second.send({ type: 'stop' });
  await over;
  expect(second.checkpoint.weights).toEqual(first.checkpoint.weights);
  expect(second.checkpoint.step).toBe(20);
});

test('CONTINUE-3: a run that meets NaN keeps its last good weights, from before its loss began to climb, and another trains on from them', async () => {
  const document = findLab('N1')?.document('en');
  if (!document) throw new Error('no lab N1');
  const failed = new TestTrainer();
  const { failure, step } = await failed.run(document);
  expect(failure).toMatchObject({ kind: 'not-finite', tensor: 'loss' });
  const { good, weights } = failed.checkpoint;
  if (!good) throw new Error('no good weights are kept');
  expect(failure?.goodStep).toBe(good.step);
  expect(good.step).toBeLessThan(step);
  const largest = (records: readonly { readonly values: Float32Array }[]): number =>
    Math.max(...records.flatMap(({ values }) => [...values].map(Math.abs)));
  // The newest finite ones are beyond use: no rate helps a run that begins with them.
  expect(largest(weights)).toBeGreaterThan(1e20);
  expect(largest(good.weights)).toBeLessThan(10);
  const tame = { ...document.training, learningRate: document.training.learningRate / 10 };
  const trained = new TestTrainer();
  const end = await trained.run(
    { ...document, training: tame },
    { checkpoint: { step: 0, weights: good.weights }, stepLimit: 100 },
  );
  expect(end).toMatchObject({ phase: 'finished', step: 100, failure: null });
});

describe('CONTINUE-3: which weights are good', () => {
  const weights = [] as const;
  /** Takes the weights of every step, with the loss that each step computed; step 0 computes none. */
  const goodAfter = (...losses: readonly number[]): number | undefined => {
    const keeper = new GoodWeights();
    keeper.take({ step: 0, weights });
    for (const [index, loss] of losses.entries()) {
      keeper.saw(index + 1, loss);
      keeper.take({ step: index + 1, weights });
    }
    return keeper.newest?.step;
  };

  test.each([
    [[1, 0.9, 0.8], 2],
    [[1, 0.9, 30, 900], 1],
    [[1, 0.9, 2, 0.9], 3],
    [[-0.5, -0.9, -0.8, 4], 2],
    [[], undefined],
  ] as const)('after the losses %j those of step %s', (losses, step) => {
    expect(goodAfter(...losses)).toBe(step);
  });

  test('weights whose loss nobody told are not', () => {
    const keeper = new GoodWeights();
    keeper.take({ step: 0, weights });
    keeper.saw(2, 1);
    expect(keeper.newest).toBeNull();
  });
});

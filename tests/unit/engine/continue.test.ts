import { describe, expect, test } from 'vitest';
import type { TrainingSettings } from '../../../shared/document/schema';
import { GoodWeights } from '../../../shared/engine/good-weights';
import { dataset } from '../../../shared/labs/builder';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import type { Checkpoint } from '../../../shared/telemetry/protocol';
import { snapshotCapacity } from '../../../shared/telemetry/weight-path';
import { openedLab } from '../../support/labs';
import { BACKENDS, choiceOf, dense, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const network = (training: Partial<TrainingSettings>) =>
  documentOf(
    [
      dense('one', 12, 'tanh'),
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
  await first.startPaused(document);
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
  await second.startPaused(network({ optimizer: choiceOf('momentum') }), {
    checkpoint: sent(first.checkpoint),
  });
  expect(second.notices.join()).toMatch(/optimizer begins anew/);
  await second.stop();
  expect(second.checkpoint.weights).toEqual(first.checkpoint.weights);
  expect(second.checkpoint.step).toBe(20);
});

test('CONTINUE-3: a run that meets NaN keeps its last good weights, from before its loss began to climb, and another trains on from them', async () => {
  const document = openedLab('N1');
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

describe('CONTINUE-3: a run that trained soundly for long before it met NaN', () => {
  /** Steps before the rate is raised beyond what any network bears. */
  const SOUND_STEPS = 14;
  const STEP_WIDTH = STEP_COLUMNS.length + 1;
  const LOSS = STEP_COLUMNS.indexOf('loss');
  /** The loss that a step computed: with the weights that the step before left. */
  const lossOf = (trainer: TestTrainer, step: number): number => {
    const row = trainer.rows('steps', STEP_WIDTH).find(([at]) => at === step);
    if (!row) throw new Error(`step ${step} was not told`);
    return row[LOSS];
  };
  /** Every step takes all samples: losses of two runs differ by their weights alone. */
  const wide = (units: number) => {
    const parameters = { units, activation: choiceOf('leakyRelu') };
    return documentOf(
      [layer('one', 'dense', { parameters }), layer('two', 'dense', { parameters }), head(1)],
      {
        loss: choiceOf('meanSquaredError'),
        optimizer: choiceOf('sgd'),
        // The loss bends in proportion to the width.
        learningRate: 0.4 / units,
        batchSize: 100,
        epochs: 60,
        seed: 5,
      },
      dataset('sine', { samples: 40 }),
    );
  };

  test.each([
    ['a small network', 24],
    ['one that is too large for a path to be kept', 1_100],
  ])('%s: another run begins where its loss was still sound', async (_name, units) => {
    const document = wide(units);
    const failed = new TestTrainer();
    const isPausedAt = (step: number) =>
      failed.next((event) => {
        if (event.type !== 'state') return false;
        return event.state.phase === 'paused' && event.state.step === step;
      });
    const begun = isPausedAt(0);
    failed.start(document, { paused: true });
    await begun;
    for (let step = 1; step <= SOUND_STEPS; step += 1) {
      const taken = isPausedAt(step);
      failed.send({ type: 'step' });
      await taken;
    }
    const over = failed.over();
    failed.send({ type: 'learning-rate', value: 100 });
    failed.send({ type: 'resume' });
    await over;
    const { failure } = failed.state;
    expect(failure?.kind).toBe('not-finite');
    const { good, path } = failed.checkpoint;
    if (!good) throw new Error('no good weights are kept');
    expect(path === null).toBe(snapshotCapacity(units * units) === 0);
    expect(failure?.goodStep).toBe(good.step);
    // No further behind than copies are apart, and from before the rate was raised.
    expect(good.step).toBeGreaterThan(SOUND_STEPS - 10);
    expect(good.step).toBeLessThanOrEqual(SOUND_STEPS);

    const next = new TestTrainer();
    await next.run(document, { checkpoint: { step: 0, weights: good.weights }, stepLimit: 1 });
    const [fresh, sound] = [lossOf(failed, 0), lossOf(failed, good.step + 1)];
    expect(lossOf(next, 0)).toBeCloseTo(sound, 5);
    expect(fresh - sound).toBeGreaterThan(0.01);
  });
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

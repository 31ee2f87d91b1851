import { expect, test } from 'vitest';
import { rateFactor } from '../../../shared/catalogue/learning-rate';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import type { TrainingSettings } from '../../../shared/document/schema';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, dense, documentOf, head } from './support';
import { TestTrainer } from './trainer';

const STEP_WIDTH = STEP_COLUMNS.length + 1;
const RATE = STEP_COLUMNS.indexOf('learningRate');

const network = (training: Partial<TrainingSettings>) =>
  documentOf([dense('one', 6, 'tanh'), head(2)], {
    epochs: 6,
    batchSize: 64,
    learningRate: 0.02,
    ...training,
  });

const ratesOf = (trainer: TestTrainer) => trainer.rows('steps', STEP_WIDTH).map((row) => row[RATE]);

test.each(SCHEDULES.kinds.filter((kind) => kind !== 'plateau'))(
  'ENGINE-60: the rate of every step in telemetry is what the schedule %s makes of the learning rate',
  async (kind) => {
    const settings = { schedule: choiceOf(kind), warmupEpochs: 1.5 };
    const trainer = new TestTrainer();
    const { plannedSteps: totalSteps } = await trainer.run(network(settings));
    const { stepsPerEpoch } = trainer.layout;
    const factorAt = rateFactor(settings);
    const rates = ratesOf(trainer);
    // Step 0 shows the rate of the first update.
    expect(rates).toHaveLength(totalSteps + 1);
    rates.forEach((rate, row) => {
      const step = Math.max(0, row - 1);
      const factor = factorAt({ step, stepsPerEpoch, totalSteps, history: [] });
      expect(rate, `step ${row}`).toBe(Math.fround(0.02 * factor));
    });
  },
);

test('ENGINE-60: a learning rate that is moved while training scales what the schedule makes of it', async () => {
  const trainer = new TestTrainer();
  const settings = { schedule: choiceOf('exponential', { drop: 0.5 }), warmupEpochs: 0 };
  await trainer.startPaused(network(settings));
  trainer.send({ type: 'learning-rate', value: 0.08 });
  const over = trainer.over();
  trainer.send({ type: 'resume' });
  await over;
  expect(ratesOf(trainer).at(-1)).toBe(Math.fround(0.08 * 0.5 ** 5));
});

test('ENGINE-61: reduce on plateau drops the rate, and makes the same run bit for bit whatever the telemetry, seed 3', async () => {
  // A patience of 0 and a threshold of 1: no epoch counts as an improvement but the first.
  const schedule = choiceOf('plateau', { patience: 0, threshold: 1, drop: 0.5 });
  const runs = await Promise.all(
    (['default', 'full', 'off'] as const).map(async (telemetry) => {
      const trainer = new TestTrainer();
      await trainer.run(network({ schedule, seed: 3 }), { telemetry });
      return trainer;
    }),
  );
  const [reference] = runs;
  const perEpoch = reference.layout.stepsPerEpoch;
  const rates = ratesOf(reference);
  const ofEpochs = [1, 2, 3, 4, 5, 6].map((epoch) => rates[epoch * perEpoch]);
  expect(ofEpochs).toEqual(
    [1, 0.5, 0.25, 0.125, 0.0625, 0.03125].map((factor) => Math.fround(0.02 * factor)),
  );
  for (const run of runs) expect(run.checkpoint.weights).toEqual(reference.checkpoint.weights);
});

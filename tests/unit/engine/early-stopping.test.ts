import { expect, test } from 'vitest';
import type { TrainingSettings } from '../../../shared/document/schema';
import { VALIDATION_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

/** A rate so high that the loss soon rises again. */
const network = (training: Partial<TrainingSettings>) =>
  documentOf(
    [layer('one', 'dense', { parameters: { units: 12, activation: choiceOf('tanh') } }), head(2)],
    {
      optimizer: choiceOf('adam'),
      learningRate: 0.3,
      batchSize: 32,
      epochs: 60,
      seed: 2,
      earlyStopping: true,
      patience: 4,
      ...training,
    },
  );

const losses = (trainer: TestTrainer) =>
  trainer.rows('validation', VALIDATION_COLUMNS.length + 1).map((row) => row[2]);

test('ENGINE-66: a run ends when the validation loss has not improved for as long as is borne, and keeps the best weights, seed 2', async () => {
  const trainer = new TestTrainer();
  const state = await trainer.run(network({}));
  const [, ...ofEpochs] = losses(trainer);
  const best = ofEpochs.indexOf(Math.min(...ofEpochs)) + 1;
  expect(state.phase).toBe('finished');
  expect(state.epoch).toBe(best + 4);
  expect(ofEpochs).toHaveLength(best + 4);
  expect(trainer.checkpoint.step).toBe(best * trainer.layout.stepsPerEpoch);
  expect(trainer.notices.join()).toContain(`after epoch ${best} of ${best + 4}`);
  // The weights are those that the same run has after its best epoch.
  const short = new TestTrainer();
  await short.run(network({ earlyStopping: false, epochs: best }));
  expect(trainer.checkpoint.weights).toEqual(short.checkpoint.weights);
});

test('ENGINE-66: early stopping makes the same run bit for bit without telemetry and across pauses, seed 2', async () => {
  const reference = new TestTrainer();
  await reference.run(network({}));
  const unseen = new TestTrainer();
  await unseen.run(network({}), { telemetry: 'off' });
  expect(unseen.checkpoint).toEqual(reference.checkpoint);
  const paused = new TestTrainer();
  const over = paused.over();
  const waiting = paused.phase('paused');
  paused.start(network({}), { paused: true });
  await waiting;
  paused.send({ type: 'step' });
  await paused.phase('paused');
  paused.send({ type: 'resume' });
  await over;
  expect(paused.checkpoint).toEqual(reference.checkpoint);
});

test('ENGINE-66: a least improvement that no epoch makes ends the run after the first and its patience', async () => {
  const trainer = new TestTrainer();
  const state = await trainer.run(network({ minimumChange: 1000, patience: 2 }));
  expect(state.epoch).toBe(3);
  const byTraining = new TestTrainer();
  await byTraining.run(network({ minimumChange: 1000, patience: 3, monitor: 'trainingLoss' }));
  expect(byTraining.state.epoch).toBe(4);
});

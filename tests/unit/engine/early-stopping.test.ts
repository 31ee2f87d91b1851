import { describe, expect, test } from 'vitest';
import { METRICS } from '../../../shared/catalogue/metrics';
import type { TrainingSettings } from '../../../shared/document/schema';
import { dataset } from '../../../shared/labs/builder';
import { STEP_COLUMNS, VALIDATION_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, dataOf, dense, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

/** A rate so high that the loss soon rises again. */
const network = (training: Partial<TrainingSettings>) =>
  documentOf([dense('one', 12, 'tanh'), head(2)], {
    optimizer: choiceOf('adam'),
    learningRate: 0.3,
    batchSize: 32,
    epochs: 60,
    seed: 2,
    earlyStopping: true,
    patience: 4,
    ...training,
  });

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
  expect(trainer.notices.join()).toContain(
    `Validation loss: best after epoch ${best} of ${best + 4}`,
  );
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
  expect(unseen.checkpoint).toEqual({ ...reference.checkpoint, path: null });
  const paused = new TestTrainer();
  const over = paused.over();
  await paused.startPaused(network({}));
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

/** A network for the task of a metric, which is all that the run measures. */
const networkFor = (
  metric: (typeof METRICS.entries)[number],
  training: Partial<TrainingSettings>,
) => {
  const settings: Partial<TrainingSettings> = {
    metrics: [metric.kind],
    monitor: 'metric',
    monitorMetric: choiceOf(metric.kind),
    ...training,
  };
  if (metric.task === 'classification') return network({ topK: 1, ...settings });
  const { training: shared } = network(settings);
  const hidden = { units: 12, activation: choiceOf('tanh') };
  const layers = [layer('one', 'dense', { parameters: hidden }), head(1)];
  const loss = choiceOf('meanSquaredError');
  return documentOf(layers, { ...shared, loss }, dataset('square'));
};

const metricsOf = (trainer: TestTrainer) =>
  trainer.rows('validation', VALIDATION_COLUMNS.length + 1).map((row) => row[3]);

describe('ENGINE-74: early stopping goes by any metric, in its own direction', () => {
  test.each(METRICS.entries)('by $kind on the validation share, seed 2', async (metric) => {
    const trainer = new TestTrainer();
    const state = await trainer.run(networkFor(metric, {}));
    expect(state.failure).toBeNull();
    const [, ...ofEpochs] = metricsOf(trainer);
    const wanted = metric.better === 'higher' ? Math.max(...ofEpochs) : Math.min(...ofEpochs);
    const best = ofEpochs.indexOf(wanted) + 1;
    expect(state.epoch).toBe(best + 4);
    expect(trainer.checkpoint.step).toBe(best * trainer.layout.stepsPerEpoch);
    expect(trainer.notices.join()).toContain(`${metric.label.en}: best after epoch ${best} of`);
  });

  test.each(['accuracy', 'mae'])(
    'by %s on the training batches where there is no validation share, the same without telemetry, seed 2',
    async (kind) => {
      const whole = networkFor(METRICS.get(kind), { patience: 2 });
      const document = { ...whole, data: { ...whole.data, validationShare: 0 } };
      const watched = new TestTrainer();
      const state = await watched.run(document, { telemetry: 'full' });
      const { stepsPerEpoch } = watched.layout;
      const ofSteps = watched
        .rows('steps', STEP_COLUMNS.length + 1)
        .filter(([step]) => step > 0)
        .map((row) => row[STEP_COLUMNS.length]);
      expect(ofSteps).toHaveLength(state.epoch * stepsPerEpoch);
      const rows = dataOf(document).training.length;
      const { batchSize } = document.training;
      const sizeOfStep = (step: number) =>
        Math.min(batchSize, rows - (step % stepsPerEpoch) * batchSize);
      const ofEpochs = Array.from({ length: state.epoch }, (_, epoch) => {
        let sum = 0;
        for (let step = epoch * stepsPerEpoch; step < (epoch + 1) * stepsPerEpoch; step += 1) {
          sum += ofSteps[step] * sizeOfStep(step);
        }
        return METRICS.get(kind).better === 'higher' ? -sum / rows : sum / rows;
      });
      const best = ofEpochs.indexOf(Math.min(...ofEpochs)) + 1;
      expect(state.epoch).toBe(best + 2);
      expect(watched.checkpoint.step).toBe(best * stepsPerEpoch);
      const unseen = new TestTrainer();
      await unseen.run(document, { telemetry: 'off' });
      expect(unseen.checkpoint).toEqual({ ...watched.checkpoint, path: null });
    },
  );
});

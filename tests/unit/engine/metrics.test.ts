import { expect, test } from 'vitest';
import { METRICS } from '../../../shared/catalogue/metrics';
import { dataset } from '../../../shared/labs/builder';
import { STEP_COLUMNS, VALIDATION_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, dense, documentOf, head } from './support';
import { TestTrainer } from './trainer';

const hidden = dense('one', 8, 'tanh');

test('ENGINE-67: every metric of classes stands in the rows of steps and of validation, in the layout’s order, seed 6', async () => {
  const document = documentOf(
    [hidden, head(3)],
    { metrics: [...METRICS.kinds], topK: 2, epochs: 3, seed: 6, batchSize: 50, accumulation: 2 },
    dataset('spirals', { classes: 3 }),
  );
  const trainer = new TestTrainer();
  await trainer.run(document);
  const { metrics, classNames } = trainer.layout;
  expect(metrics).toEqual(['accuracy', 'topK', 'precision', 'recall', 'f1']);
  const steps = trainer.rows('steps', STEP_COLUMNS.length + metrics.length);
  for (const row of steps) {
    const [accuracy, topK, ...rest] = row.slice(STEP_COLUMNS.length);
    expect(topK).toBeGreaterThanOrEqual(accuracy);
    for (const share of rest) expect(share).toBeGreaterThanOrEqual(0);
  }
  const validation = trainer.rows('validation', VALIDATION_COLUMNS.length + metrics.length).at(-1);
  const confusion = trainer
    .rows('confusion', 1 + classNames.length ** 2)
    .at(-1)
    ?.slice(1);
  if (!validation || !confusion) throw new Error('nothing was evaluated');
  const total = confusion.reduce((sum, count) => sum + count, 0);
  const right = classNames.reduce((sum, _, kind) => sum + confusion[kind * 4], 0);
  expect(validation[VALIDATION_COLUMNS.length]).toBeCloseTo(right / total, 6);
  const recall = classNames.map((_, kind) => {
    const row = confusion.subarray(kind * 3, kind * 3 + 3);
    return row[kind] / (row[0] + row[1] + row[2]);
  });
  const mean = recall.reduce((sum, value) => sum + value, 0) / recall.length;
  expect(validation[VALIDATION_COLUMNS.length + 3]).toBeCloseTo(mean, 6);
});

test('ENGINE-67: metrics of numbers are in the target’s own units, and R² is 1 − MSE ÷ variance, seed 6', async () => {
  const document = documentOf(
    [hidden, head(1)],
    {
      metrics: ['rmse', 'r2', 'mae'],
      loss: choiceOf('meanSquaredError'),
      epochs: 2,
      seed: 6,
      batchSize: 1000,
    },
    dataset('sine'),
  );
  const trainer = new TestTrainer();
  await trainer.run(document);
  expect(trainer.layout.metrics).toEqual(['mae', 'rmse', 'r2']);
  const rows = trainer.rows('steps', STEP_COLUMNS.length + 3);
  for (const row of rows) {
    const loss = row[STEP_COLUMNS.indexOf('loss')];
    const [mae, rmse, r2] = row.slice(STEP_COLUMNS.length);
    expect(rmse).toBeCloseTo(Math.sqrt(loss), 5);
    expect(mae).toBeLessThanOrEqual(rmse + 1e-6);
    expect(r2).toBeLessThanOrEqual(1);
  }
});

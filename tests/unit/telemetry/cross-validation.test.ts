import { describe, expect, test } from 'vitest';
import type { RunPurpose, RunSummary } from '../../../shared/host-data';
import { crossValidationsOf, foldColumns } from '../../../shared/telemetry/cross-validation';
import type { RunPhase } from '../../../shared/telemetry/protocol';

const summary = (run: string, purpose: RunPurpose, phase: RunPhase, loss: number): RunSummary => ({
  run,
  project: null,
  draft: null,
  name: 'test',
  started: 0,
  state: {
    phase,
    step: 10,
    epoch: 1,
    plannedSteps: 10,
    plannedEpochs: 1,
    seconds: 0,
    secondsLeft: null,
    learningRate: 0.1,
    backend: 'wasm',
    failure: null,
  },
  loss: null,
  validationLoss: loss,
  metric: null,
  validationMetrics: { accuracy: 2 * loss, top2: null },
  purpose,
});
const fold = (crossValidation: string, index: number, loss: number, phase: RunPhase = 'finished') =>
  summary(
    `${crossValidation}-${index}`,
    { kind: 'fold', crossValidation, index, count: 3 },
    phase,
    loss,
  );

describe('FOLD-3: a cross-validation is what its kept runs tell', () => {
  // As listed: the newest first, and a training and a test of rates among them.
  const runs = [
    summary('plain', { kind: 'training' }, 'finished', 9),
    fold('b', 1, 0.4, 'stopped'),
    fold('b', 0, 0.5),
    summary('test', { kind: 'rateTest' }, 'failed', 9),
    fold('a', 2, 0.75),
    fold('a', 1, 0.25),
    fold('a', 0, 0.5),
  ];
  const [newer, older] = crossValidationsOf(runs);

  test('by its name, folds in their order', () => {
    expect(crossValidationsOf(runs)).toHaveLength(2);
    expect(older).toMatchObject({ id: 'a', count: 3 });
    expect(older.folds.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(older.runs.map(({ run }) => run)).toEqual(['a-2', 'a-1', 'a-0']);
  });

  test('without the folds that were stopped', () => {
    expect(newer.runs).toHaveLength(2);
    expect(newer.folds.map(({ index }) => index)).toEqual([0]);
  });

  test('with mean and deviation of each figure that the folds have', () => {
    const columns = foldColumns(older.folds.map((each) => each.summary));
    expect(columns.map(({ name }) => name)).toEqual(['loss', 'validationLoss', 'accuracy']);
    // No row of a training step was reported: no mean is made of nothing.
    expect(columns[0]).toMatchObject({ values: [null, null, null], mean: null, deviation: null });
    expect(columns[1]).toMatchObject({ values: [0.5, 0.25, 0.75], mean: 0.5, deviation: 0.25 });
    expect(columns[2]).toMatchObject({ mean: 1, deviation: 0.5 });
    const [, one] = foldColumns(newer.folds.map((each) => each.summary));
    expect(one).toMatchObject({ values: [0.5], mean: 0.5, deviation: null });
  });
});

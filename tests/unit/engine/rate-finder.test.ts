import { expect, test } from 'vitest';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { findRate, rateTestOf } from '../../../shared/telemetry/rate-finder';
import { choiceOf, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const STEPS = 80;
const rates = Array.from({ length: STEPS }, (_, step) => 1e-7 * 1e8 ** (step / (STEPS - 1)));

test('RATE-1: the suggestion stands where a smooth curve falls most steeply, a little late by the smoothing', () => {
  // A fall from 1 to 0 around 1e-2, then an explosion above 1.
  const losses = rates.map((rate) =>
    rate > 1 ? 100 : 1 / (1 + Math.exp(3 * (Math.log10(rate) + 2))) + 0.1,
  );
  const { suggestion, points } = findRate(rates, losses);
  expect(suggestion).toBeGreaterThan(5e-3);
  expect(suggestion).toBeLessThan(2e-1);
  expect(points.at(-1)?.rate).toBeLessThan(10);
});

test('RATE-2: a loss that never falls, or is not finite, suggests nothing', () => {
  expect(
    findRate(
      rates,
      rates.map(() => 1),
    ).suggestion,
  ).toBeNull();
  expect(
    findRate(
      rates,
      rates.map((_, step) => 1 + step),
    ).suggestion,
  ).toBeNull();
  expect(
    findRate(
      rates,
      rates.map(() => Number.NaN),
    ),
  ).toEqual({ points: [], suggestion: null });
  expect(findRate([], [])).toEqual({ points: [], suggestion: null });
});

test('RATE-3: a test of a real network rises over its steps on a fresh copy, and its suggestion trains, seed 4', async () => {
  const document = documentOf(
    [layer('one', 'dense', { parameters: { units: 16, activation: choiceOf('tanh') } }), head(2)],
    { optimizer: choiceOf('sgd'), batchSize: 32, seed: 4, epochs: 20, warmupEpochs: 3 },
  );
  const tested = new TestTrainer();
  await tested.run(rateTestOf(document, STEPS), { stepLimit: STEPS });
  const rows = tested.rows('steps', STEP_COLUMNS.length + 1).slice(1);
  const rate = (row: Float32Array) => row[STEP_COLUMNS.indexOf('learningRate')];
  const loss = (row: Float32Array) => row[STEP_COLUMNS.indexOf('loss')];
  expect(rate(rows[0])).toBeCloseTo(1e-7, 10);
  expect(rows).toHaveLength(STEPS);
  const { suggestion } = findRate(rows.map(rate), rows.map(loss));
  if (suggestion === null) throw new Error('nothing was suggested');
  const lossAfter = async (learningRate: number) => {
    const trainer = new TestTrainer();
    const training = { ...document.training, learningRate, warmupEpochs: 0 };
    await trainer.run({ ...document, training });
    return loss(trainer.rows('steps', STEP_COLUMNS.length + 1).at(-1) as Float32Array);
  };
  expect(await lossAfter(suggestion)).toBeLessThan(0.5 * (await lossAfter(suggestion / 1000)));
});

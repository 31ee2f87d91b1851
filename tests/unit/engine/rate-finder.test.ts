import { expect, test } from 'vitest';
import type { Series } from '../../../shared/telemetry/group-rows';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { findRate, isRateTest, rateTestOf, readTest } from '../../../shared/telemetry/rate-finder';
import { choiceOf, dense, documentOf, head } from './support';
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
  const document = documentOf([dense('one', 16, 'tanh'), head(2)], {
    optimizer: choiceOf('sgd'),
    batchSize: 32,
    seed: 4,
    epochs: 20,
    warmupEpochs: 3,
  });
  const tested = new TestTrainer();
  await tested.run(rateTestOf(document, STEPS));
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

/** Rows of the group `steps` with these losses, after a row of step 0. */
function stepsWith(losses: readonly number[]): Series {
  const width = STEP_COLUMNS.length;
  const mean = new Float32Array((losses.length + 1) * width);
  losses.forEach((loss, index) => {
    const row = (index + 1) * width;
    mean[row] = index + 1;
    mean[row + STEP_COLUMNS.indexOf('learningRate')] = rates[index];
    mean[row + STEP_COLUMNS.indexOf('loss')] = loss;
  });
  return { group: 'steps', count: losses.length + 1, width, mean, minimum: mean, maximum: mean };
}

const falling = rates.map((rate) => 1 / (1 + Math.exp(3 * (Math.log10(rate) + 2))) + 0.1);
const exploding = falling.map((loss, step) => (rates[step] > 1 ? 100 : loss));
const atOnce = rates.map((_, step) => (step < 8 ? 1 - step / 100 : Number.NaN));

const ENDS = [
  { losses: falling, phase: 'finished', verdict: 'calm' },
  { losses: exploding, phase: 'finished', verdict: 'found' },
  { losses: exploding, phase: 'stopped', verdict: 'found' },
  { losses: falling, phase: 'failed', verdict: 'found' },
  { losses: falling.slice(0, 60), phase: 'stopped', verdict: 'stopped' },
  { losses: [], phase: 'stopped', verdict: 'stopped' },
  { losses: rates.map(() => 1), phase: 'finished', verdict: 'flat' },
  { losses: atOnce, phase: 'failed', verdict: 'early' },
  { losses: [], phase: 'failed', verdict: 'early' },
] as const;

test.each(ENDS)('RATE-4: $losses.length losses of a test that $phase tell: $verdict', (end) => {
  const reading = readTest(stepsWith(end.losses), end.phase);
  expect(reading.verdict).toBe(end.verdict);
  const { suggestion } = findRate(rates.slice(0, end.losses.length), end.losses);
  const suggests = end.verdict === 'found' || end.verdict === 'calm';
  if (!suggests) expect(reading.suggestion).toBeNull();
  else expect(reading.suggestion).toBeCloseTo(suggestion ?? Number.NaN, 6);
});

test('RATE-4: a run without telemetry tells as much as one without a step', () => {
  expect(readTest(null, 'failed')).toEqual({ points: [], suggestion: null, verdict: 'early' });
});

test('RATE-5: a rate test is told from the project that it copies', () => {
  const document = documentOf([head(2)], { learningRate: 10 });
  expect(isRateTest(document)).toBe(false);
  expect(isRateTest(rateTestOf(document, STEPS))).toBe(true);
});

import { expect, test } from 'vitest';
import { rateFactor } from '../../shared/catalogue/learning-rate';
import { SCHEDULES } from '../../shared/catalogue/schedules';
import type { Choice } from '../../shared/document/schema';
import { readOracle } from './oracle';

interface ScheduleCase {
  readonly schedule: Choice;
  readonly warmupEpochs: number;
  readonly stepsPerEpoch: number;
  /** After each epoch. */
  readonly losses: readonly number[];
  /** Before each update. */
  readonly factors: readonly number[];
}

const cases = readOracle<ScheduleCase>('schedules');

test('ENGINE-1: the oracle knows every schedule of the catalogue', () => {
  const known = new Set(cases.map(({ schedule }) => schedule.kind));
  expect([...known].sort()).toEqual([...SCHEDULES.kinds].sort());
});

test.each(
  cases.map((known, index) => ({
    known,
    name: `${known.schedule.kind} ${JSON.stringify(known.schedule.parameters)} #${index}`,
  })),
)('ENGINE-1: schedule $name, every step of twelve epochs, as PyTorch', ({ known }) => {
  const { stepsPerEpoch, losses, factors } = known;
  const factorAt = rateFactor(known);
  factors.forEach((factor, step) => {
    const history = losses.slice(0, Math.floor(step / stepsPerEpoch));
    const found = factorAt({ step, stepsPerEpoch, totalSteps: factors.length, history });
    expect(Math.abs(found - factor), `step ${step}`).toBeLessThan(1e-9);
  });
});

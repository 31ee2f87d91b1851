import { test } from 'vitest';
import { FAULTY } from './faulty';
import { HEALTHY } from './healthy';
import { forgetRuns } from './kept-runs';
import { HALVES, type Half, type Outcome, outcomeOf } from './outcome';
import { report } from './tally';

const numbersOf = (list: string): readonly number[] => list.split(',').filter(Boolean).map(Number);

/** Seeds of every network; the environment may ask for fewer, to see a change's effect sooner. */
const SEEDS = numbersOf(process.env.SEEDS ?? '1,2,3,4,5');
/** Repairs train every remedy of a fault: they are made for these seeds alone. */
const REPAIRED = numbersOf(process.env.REPAIR_SEEDS ?? '1');
/** One half alone: rules are tuned while the other is not looked at. */
const LOOKED_AT = HALVES.filter((half) => (process.env.HALF ?? half) === half);

/** Seeds of the half that is held out are others too. */
const OTHER_SEEDS = 100;

const ALL = [...FAULTY, ...HEALTHY];
const CASES = {
  'tuned on': ALL,
  'held out': ALL.flatMap(({ heldOut }) => heldOut ?? []),
} as const satisfies Record<Half, unknown>;
const SEED_OF = {
  'tuned on': (seed: number) => seed,
  'held out': (seed: number) => seed + OTHER_SEEDS,
} as const satisfies Record<Half, unknown>;

test('diagnosis of faulty and sound networks', async () => {
  if (process.env.FRESH) await forgetRuns();
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS) {
    for (const half of LOOKED_AT) {
      for (const one of CASES[half]) {
        const request = { half, seed: SEED_OF[half](seed), repairs: REPAIRED.includes(seed) };
        outcomes.push(await outcomeOf(one, request));
      }
    }
  }
  console.log(report(outcomes).join('\n'));
}, 14_400_000);

import { test } from 'vitest';
import { repair } from '../../../shared/diagnosis/repair';
import { isBetter, scoreOf } from '../../../shared/diagnosis/score';
import { BASELINES } from './baselines';
import { FAULTY } from './faulty-networks';
import { HEALTHY } from './healthy-networks';
import { type Case, heldOut } from './project';
import { type Outcome, report } from './tally';
import { dataFor, train } from './train';

/** Seeds of every network; the environment may ask for fewer, to see a change's effect sooner. */
const SEEDS = (process.env.SEEDS ?? '1,2,3,4,5').split(',').map(Number);
/** Repairs train every remedy of a fault: they are made for these seeds alone. */
const REPAIRED = (process.env.REPAIR_SEEDS ?? '1').split(',').map(Number);

/** Thresholds were tuned on these; their twins in the other half were never looked at while tuning. */
const TUNED_ON: readonly Case[] = [...FAULTY, ...HEALTHY];
const HELD_OUT: readonly Case[] = TUNED_ON.flatMap((one) => heldOut(one) ?? []);
/** Seeds of the half that is held out are others too. */
const OTHER_SEEDS = 100;

async function outcomeOf(one: Case, seed: number, half: Outcome['half']): Promise<Outcome> {
  const document = one.document(seed);
  const { subject, start, end, named, diagnosisMs, wholeMs } = await train(
    document,
    await dataFor(one, document),
  );
  const step = one.fault === null ? null : (named.get(one.fault) ?? null);
  const planned = Math.max(1, subject.layout.plannedSteps);
  const alarms = Object.fromEntries(
    BASELINES.map(({ name, alarms: rules, names }) => {
      const fired = rules(subject);
      const right = fired.some((rule) => names[rule]?.includes(one.fault ?? ''));
      return [name, { any: fired.length > 0, right }];
    }),
  );
  const outcome: Outcome = {
    one,
    half,
    named: end.map(({ cause }) => cause),
    namedBefore: start.map(({ cause }) => cause),
    step,
    share: (step ?? planned) / planned,
    cost: diagnosisMs / wholeMs,
    alarms,
  };
  if (one.fault === null || !REPAIRED.includes(seed % OTHER_SEEDS) || end.length === 0)
    return outcome;
  const { left, attempts, before, after } = await repair(
    subject,
    async (edited) => (await train(edited, await dataFor(one, edited))).subject,
    { locale: 'en' },
  );
  return {
    ...outcome,
    repair: {
      isHealthy: left.length === 0,
      isBetter: isBetter(before, after),
      isWorse: scoreOf(subject).value > after.value,
      kept: attempts.filter(({ isKept }) => isKept).map(({ remedy }) => remedy),
    },
  };
}

test('diagnosis of faulty and sound networks', async () => {
  const outcomes: Outcome[] = [];
  for (const seed of SEEDS) {
    for (const one of TUNED_ON) outcomes.push(await outcomeOf(one, seed, 'tuned on'));
    for (const one of HELD_OUT) {
      outcomes.push(await outcomeOf(one, seed + OTHER_SEEDS, 'held out'));
    }
  }
  const lines = report(
    outcomes,
    BASELINES.map(({ name }) => name),
  );
  console.log(
    `${FAULTY.length} faulty and ${HEALTHY.length} sound networks, seeds ${SEEDS.join(', ')}, repairs for ${REPAIRED.join(', ')}`,
  );
  console.log(lines.join('\n'));
}, 7_200_000);

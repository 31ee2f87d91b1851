import { findCause } from '../../../shared/diagnosis/causes';
import { repair } from '../../../shared/diagnosis/repair';
import { gainOf, isBetter, LEAST_GAIN, type Score, scoreOf } from '../../../shared/diagnosis/score';
import type { Subject } from '../../../shared/diagnosis/subject';
import { BASELINES } from './baselines';
import type { Case } from './case';
import { runOf } from './kept-runs';
import { subjectOf, watch } from './watch';

export const HALVES = ['tuned on', 'held out'] as const;
export type Half = (typeof HALVES)[number];

/** How a repair ended. */
export interface Repaired {
  /** It is better and nothing is found any more, or it does as well as the network that never had the fault. */
  readonly isRepaired: boolean;
  readonly isBetter: boolean;
  /** After equally many steps it does worse than without the repair. */
  readonly isWorse: boolean;
  readonly kept: readonly string[];
  readonly left: readonly string[];
  /** Twins that were trained. */
  readonly attempts: number;
}

/** What one network came to, for one seed. */
export interface Outcome {
  readonly one: Case;
  readonly half: Half;
  readonly seed: number;
  /** How much better the network without the fault ends; null for a sound network. */
  readonly harm: number | null;
  /** Causes named at the end, the first one first. */
  readonly named: readonly string[];
  readonly namedBefore: readonly string[];
  /** Step at which the built-in cause was first named first; null where it never was. */
  readonly step: number | null;
  readonly plannedSteps: number;
  /** Share of the run's time that diagnoses take. */
  readonly cost: number;
  readonly alarms: Readonly<Record<string, { readonly any: boolean; readonly right: boolean }>>;
  readonly repaired: Repaired | null;
}

/** Share of the baseline's loss, or of the rarest class, by which a network with a fault must do worse than without. */
const CLEARLY = 0.1;

/** A network with a fault that ended clearly worse than without: only where the fault does harm is there anything to find. */
export const isHarmed = ({ harm }: Outcome): boolean => harm !== null && harm > CLEARLY;

/** The page looks before the first step, at the end, and at most this often between. */
const LOOK_EVERY_MS = 1_000;

const costOf = (diagnosisMs: number, trainingMs: number): number => {
  const spent = (2 + Math.floor(trainingMs / LOOK_EVERY_MS)) * diagnosisMs;
  return spent / (spent + trainingMs);
};

const alarmsOf = (subject: Subject, fault: string | null): Outcome['alarms'] =>
  Object.fromEntries(
    BASELINES.map(({ name, alarms, names }) => {
      const fired = alarms(subject);
      const right = fired.some((rule) => names[rule]?.includes(fault ?? ''));
      return [name, { any: fired.length > 0, right }];
    }),
  );

async function repairOf({ spoils }: Case, subject: Subject, sound: Score): Promise<Repaired> {
  const { document, attempts, left, before, after } = await repair(
    subject,
    async (edited) => subjectOf(edited, await runOf(edited, spoils)),
    { locale: 'en' },
  );
  const repaired = subjectOf(document, await runOf(document, spoils));
  const step = Math.min(repaired.state?.step ?? 0, subject.state?.step ?? 0);
  const atEqualSteps = (of: Subject): Score => scoreOf(of, { measure: before.measure, step });
  const isHelped = isBetter(before, after);
  return {
    isRepaired: (isHelped && left.length === 0) || gainOf(after, sound) <= LEAST_GAIN,
    isBetter: isHelped,
    isWorse: isBetter(atEqualSteps(repaired), atEqualSteps(subject)),
    kept: attempts
      .filter(({ isKept }) => isKept)
      .flatMap(({ on, remedy }) => (on === null ? [remedy] : [on, remedy])),
    left: left.map(({ cause }) => cause),
    attempts: attempts.length,
  };
}

/** The cause is one that an edit of the project can cure. */
export const isCurable = ({ fault }: Case): boolean =>
  (findCause(fault ?? '')?.remedies.length ?? 0) > 0;

interface Request {
  readonly half: Half;
  readonly seed: number;
  /** Repairs train every remedy of a fault: they are asked for some seeds alone. */
  readonly repairs: boolean;
}

/** Trains a network, or takes its kept run, and tells what its diagnosis said and what became of its repair. */
export async function outcomeOf(one: Case, { half, seed, repairs }: Request): Promise<Outcome> {
  const document = one.document(seed);
  const { subject, start, end, named, diagnosisMs, trainingMs } = watch(
    document,
    await runOf(document, one.spoils),
  );
  const score = scoreOf(subject);
  let sound: Score | null = null;
  if (one.twin) {
    const without = one.twin.document(seed);
    const run = await runOf(without, one.twin.spoils);
    sound = scoreOf(subjectOf(without, run), { measure: score.measure });
  }
  const outcome: Outcome = {
    one,
    half,
    seed,
    harm: sound && gainOf(score, sound),
    named: end.map(({ cause }) => cause),
    namedBefore: start.map(({ cause }) => cause),
    step: one.fault === null ? null : (named.get(one.fault) ?? null),
    plannedSteps: Math.max(1, subject.layout.plannedSteps),
    cost: costOf(diagnosisMs, trainingMs),
    alarms: alarmsOf(subject, one.fault),
    repaired: null,
  };
  if (!repairs || !sound || !isHarmed(outcome) || !isCurable(one)) return outcome;
  return { ...outcome, repaired: await repairOf(one, subject, sound) };
}

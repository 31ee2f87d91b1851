import { z } from 'zod';
import { isOver, RUN_PHASES, type RunState } from '../telemetry/protocol';
import type { Text } from '../text/text';
import { textSchema } from '../text/text-schema';

/** Where a point of a sweep stands: not begun, as its run is, or refused because its network cannot be trained. */
export const POINT_PHASES = ['waiting', ...RUN_PHASES, 'refused'] as const;
export type PointPhase = (typeof POINT_PHASES)[number];

const figure = z.number().nullable();

/** What one run of a sweep came to; figures are null where nothing was measured, or where they were not finite. */
export const outcomeSchema = z.object({
  phase: z.enum(POINT_PHASES),
  /** The run that stands behind it, to open. */
  run: z.string().max(200).nullable(),
  /** Mean of the last sixteenth of the run: a single batch's loss says little. */
  loss: figure,
  bestLoss: figure,
  validationLoss: figure,
  bestValidationLoss: figure,
  /** The first metric of the run, on validation data where there are some. */
  metric: z.object({ name: z.string(), value: z.number() }).nullable(),
  /** Share of the baseline loss that was learned away (or how well the rarest class is found): 1 is perfect, 0 ignores the input. */
  score: figure,
  /** Step of the first number that was NaN or infinite. */
  notFiniteStep: z.int().nullable(),
  /** The root cause of what is wrong, by its kind; null where nothing is. */
  cause: z.string().max(100).nullable(),
  steps: z.int(),
  /** Computing time, pauses not counted. */
  seconds: z.number(),
  /** Why it failed or was refused, in a sentence. */
  reason: textSchema.nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A point whose run is over, or that never has one because its network cannot be trained. */
export const hasEnded = ({ phase }: Outcome): boolean =>
  phase === 'refused' || (phase !== 'waiting' && isOver(phase));

/** A point whose run has begun and is not over. */
export const isUnderWay = ({ phase }: Outcome): boolean =>
  phase === 'starting' || phase === 'running' || phase === 'paused';

/** A point that could not be trained to its end: its numbers left the finite range, it crashed, or it was refused. */
export const hasFailed = ({ phase }: Outcome): boolean => phase === 'failed' || phase === 'refused';

/** The one thing that is said of a run, wherever it is said. */
export interface Verdict {
  readonly kind:
    | 'waiting'
    | 'running'
    | 'healthy'
    | 'cause'
    | 'notFinite'
    | 'stopped'
    | 'failed'
    | 'refused';
  /** The root cause; null for all kinds but `cause`. */
  readonly cause: string | null;
}

const PLAIN_VERDICTS = {
  waiting: 'waiting',
  starting: 'running',
  running: 'running',
  paused: 'running',
  finished: 'healthy',
  stopped: 'stopped',
  failed: 'failed',
  refused: 'refused',
} as const satisfies Readonly<Record<PointPhase, Verdict['kind']>>;

/** Healthy is only what came to its end with nothing wrong: a run that was stopped or that crashed has no cause either. */
export function verdictOf(outcome: Outcome): Verdict {
  const { phase, cause, notFiniteStep } = outcome;
  const isExplained = cause !== null && (phase === 'finished' || notFiniteStep !== null);
  if (isExplained) return { kind: 'cause', cause };
  if (notFiniteStep !== null) return { kind: 'notFinite', cause: null };
  return { kind: PLAIN_VERDICTS[phase], cause: null };
}

export const WAITING: Outcome = {
  phase: 'waiting',
  run: null,
  loss: null,
  bestLoss: null,
  validationLoss: null,
  bestValidationLoss: null,
  metric: null,
  score: null,
  notFiniteStep: null,
  cause: null,
  steps: 0,
  seconds: 0,
  reason: null,
};

export const refusedOutcome = (reason: Text): Outcome => ({ ...WAITING, phase: 'refused', reason });

/** A run of a sweep that is under way, or that told nothing before it ended. */
export const outcomeOfState = (run: string | null, state: RunState): Outcome => ({
  ...WAITING,
  phase: state.phase,
  run,
  steps: state.step,
  seconds: state.seconds,
  notFiniteStep: state.failure?.kind === 'not-finite' ? state.failure.step : null,
  reason: state.failure?.message ?? null,
});

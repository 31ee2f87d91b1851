import type { RunFailure } from '../../telemetry/protocol';
import type { LossCourse } from './loss-course';

/**
 * How a run fares, from its loss alone. A finding needs harm: what looks dangerous in a network that learns is no
 * fault.
 *
 * `before`: no update yet. `early`: too few to tell. `notFinite`: NaN or infinity ended it. `diverging`: worse than
 * an answer that ignores the input, and than itself before, or climbing away from it. `collapsed`: it had learned and lost it. `stuck`: it
 * does not get beyond the best constant answer. `partial`: well into the run, most is still to be learned. `fair`: it
 * learns, and a part is left, as noise in the data would leave it too: only what is plainly wrong is worth a word.
 */
export const HARMS = [
  'before',
  'early',
  'notFinite',
  'diverging',
  'collapsed',
  'stuck',
  'partial',
  'fair',
  'none',
] as const;
export type Harm = (typeof HARMS)[number];

/** Updates after which a run may be judged: a tenth of what is planned, within limits. */
const LEAST_STEPS = 30;
const MOST_STEPS = 300;
const SHARE_OF_PLAN = 0.1;

/** Times the baseline. */
const DIVERGED = 1.5;
/** Progress: share of the baseline loss that is learned away. */
const STUCK = 0.05;
const LEARNED_SOMETHING = 0.25;
const LEARNED_MOST = 0.6;
const LEARNED_WELL = 0.85;
/** Share of the plan after which little progress is a fault. */
const WELL_INTO = 0.3;

/** Runs of windows that say that a fall lasts. */
const LASTING_WINDOWS = 2;

/** More than half of what was learned at best is gone, and stays so. */
const isLost = ({ windows, baseline, best }: LossCourse): boolean =>
  windows
    .slice(-LASTING_WINDOWS)
    .every(({ mean }) => !(mean < (baseline + (best?.mean ?? baseline)) / 2));

const isDiverging = ({ recent, baseline, best, windows }: LossCourse): boolean =>
  recent > DIVERGED * baseline &&
  windows.length > 1 &&
  (recent > DIVERGED * (best?.mean ?? Infinity) || recent > 10 * baseline);

export function harmOf(failure: RunFailure | null, loss: LossCourse): Harm {
  if (failure?.kind === 'not-finite') return 'notFinite';
  const { steps, planned, progress, bestProgress } = loss;
  if (steps < 1) return 'before';
  const enough = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, SHARE_OF_PLAN * planned));
  // Nobody has to wait to see that: in a few steps there will be NaN.
  if (loss.isRunningAway) return 'diverging';
  if (steps < Math.min(enough, planned)) return 'early';
  if (Number.isNaN(progress)) return 'none';
  if (bestProgress > LEARNED_SOMETHING && isLost(loss)) return 'collapsed';
  if (isDiverging(loss)) return 'diverging';
  if (progress < STUCK) return 'stuck';
  if (progress >= LEARNED_WELL || steps < WELL_INTO * planned) return 'none';
  return progress < LEARNED_MOST ? 'partial' : 'fair';
}

/** The run does not do what it should, so that a cause must be named. */
export const isFailing = (harm: Harm): boolean =>
  harm === 'notFinite' || harm === 'diverging' || harm === 'collapsed' || harm === 'stuck';

import type { ProjectDocument } from '../document/schema';
import { columnOf, type Series } from './group-rows';
import { STEP_COLUMNS } from './layout';
import type { RunState } from './protocol';

/** From a rate at which nothing moves to one at which almost everything explodes. */
export const HIGHEST_RATE = 10;
const LOW_SHARE = 1e-8;
export const LOWEST_RATE = HIGHEST_RATE * LOW_SHARE;
/** Steps of a test where nobody asks for another number. */
export const TEST_STEPS = 200;
/** Weight of the past in the smoothed loss; about twenty steps. */
const MEMORY = 0.95;
/** A loss of so many times the lowest has exploded: nothing after it counts. */
const EXPLODED = 4;
/** A fall of a smaller share of the loss is rounding. */
const LEAST_FALL = 1e-6;
/** Steps before this one are mostly the smoothing's own start. */
const FIRST_STEPS = 5;
/** A curve of fewer points is mostly the smoothing's start: a steepest place on it would be chance. */
const FEWEST_POINTS = 20;

/**
 * The run that finds a learning rate: a copy of the project whose rate rises over `steps` steps and which neither
 * stops early nor warms up (Smith 2017, section 3.3). Everything else stays: the rate is looked for as it will train.
 */
export function rateTestOf(document: ProjectDocument, steps: number): ProjectDocument {
  return {
    ...document,
    training: {
      ...document.training,
      learningRate: HIGHEST_RATE,
      schedule: { kind: 'rangeTest', parameters: { low: LOW_SHARE, steps } },
      warmupEpochs: 0,
      earlyStopping: false,
      // An epoch has at least one step.
      epochs: steps,
    },
  };
}

/** Whether a document is what `rateTestOf` makes; the mark is that the schedule ends at the highest rate. */
export const isRateTest = ({ training }: ProjectDocument): boolean =>
  training.schedule.kind === 'rangeTest' && training.learningRate === HIGHEST_RATE;

/** Steps after which a test has been through all of its rates; of any other document there is no such end. */
export const lengthOfTest = (document: ProjectDocument): number =>
  isRateTest(document) ? Number(document.training.schedule.parameters.steps) : Infinity;

/** A suggestion as it is used: two digits, for a place on a noisy curve means no more. */
export const roundedRate = (rate: number): number => Number(rate.toPrecision(2));

export interface RatePoint {
  readonly rate: number;
  /** Running mean of the loss, its start corrected as Adam corrects its means. */
  readonly loss: number;
}

export interface RateFinding {
  /** Up to where the loss exploded. */
  readonly points: readonly RatePoint[];
  /** The rate at which the loss falls most steeply over the logarithm of the rate; null where it never falls. */
  readonly suggestion: number | null;
}

/** Reads a finished test: loss over rate, smoothed, and where it falls fastest. */
export function findRate(rates: ArrayLike<number>, losses: ArrayLike<number>): RateFinding {
  const points: RatePoint[] = [];
  let mean = 0;
  let lowest = Infinity;
  for (let index = 0; index < rates.length; index += 1) {
    if (!Number.isFinite(losses[index])) break;
    mean = MEMORY * mean + (1 - MEMORY) * losses[index];
    const loss = mean / (1 - MEMORY ** (index + 1));
    if (index >= FIRST_STEPS && loss > EXPLODED * lowest) break;
    lowest = Math.min(lowest, loss);
    points.push({ rate: rates[index], loss });
  }
  return { points, suggestion: steepest(points, rates.length) };
}

/**
 * Slopes over ln(rate) between points that lie a tenth of the test apart on either side: batches differ more from
 * one to the next than the loss falls between them. The first tenth has seen too few batches to be part of any.
 */
function steepest(points: readonly RatePoint[], steps: number): number | null {
  const reach = Math.max(1, Math.round(steps / 10));
  if (points.length === 0) return null;
  let best: number | null = null;
  let fall = -LEAST_FALL * Math.abs(points[0].loss);
  for (let index = 2 * reach; index + reach < points.length; index += 1) {
    const before = points[index - reach];
    const after = points[index + reach];
    const slope = (after.loss - before.loss) / Math.log(after.rate / before.rate);
    if (!(slope < fall)) continue;
    fall = slope;
    best = points[index].rate;
  }
  return best;
}

/** The finding of a run that `rateTestOf` made, from its rows of the group `steps`; step 0 made no update. */
export function findingOf(steps: Series | null): RateFinding {
  if (!steps) return findRate([], []);
  const column = (name: (typeof STEP_COLUMNS)[number]) =>
    columnOf(steps, STEP_COLUMNS.indexOf(name)).mean.slice(1);
  return findRate(column('learningRate'), column('loss'));
}

/**
 * What a test tells. `found`: a rate, and where the loss explodes; `calm`: a rate, and the loss never explodes; `flat`: the
 * loss never falls; `early`: it explodes before there is a curve; `stopped`: ended by hand before it exploded, so
 * the steepest place may lie beyond.
 */
export type RateVerdict = 'found' | 'calm' | 'flat' | 'early' | 'stopped';

export interface RateReading extends RateFinding {
  readonly verdict: RateVerdict;
}

/** Reads the run of a test that ended in `phase`; a suggestion that its curve is too short for is left out. */
export function readTest(steps: Series | null, phase: RunState['phase']): RateReading {
  const finding = findingOf(steps);
  const { points, suggestion } = finding;
  const measured = Math.max(0, (steps?.count ?? 0) - 1);
  const exploded = phase === 'failed' || points.length < measured;
  const without = (verdict: RateVerdict): RateReading => ({ points, suggestion: null, verdict });
  if (!exploded && phase === 'stopped') return without('stopped');
  if (points.length < FEWEST_POINTS) return without('early');
  if (suggestion === null) return without('flat');
  return { ...finding, verdict: exploded ? 'found' : 'calm' };
}

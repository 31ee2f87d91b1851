import { STEP_COLUMNS, VALIDATION_COLUMNS } from '../../telemetry/layout';
import type { Subject } from '../subject';
import { meanOf } from './mean';

/** A stretch of a run, with the loss averaged over it: a single batch's loss says little. */
export interface LossWindow {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly mean: number;
  readonly deviation: number;
}

/** How the training loss went, beside what a network that ignores its input would reach. */
export interface LossCourse {
  /** Updates made so far. */
  readonly steps: number;
  readonly planned: number;
  /** The loss of the best constant answer. */
  readonly baseline: number;
  /** Of the first batch. */
  readonly first: number;
  readonly windows: readonly LossWindow[];
  /** Mean of the newest window. */
  readonly recent: number;
  readonly best: LossWindow | null;
  /** Highest loss of any batch. */
  readonly worst: number;
  readonly worstStep: number;
  /** It climbs with every step, and is far above where it began: numbers that overflow are a few steps away. */
  readonly isRunningAway: boolean;
  /** 1 − recent ÷ baseline: 0 where nothing of the input is used, 1 where nothing is left to learn. */
  readonly progress: number;
  /** The same of the best window. */
  readonly bestProgress: number;
}

const WINDOWS = 16;
/** Rows of a window at least, so that a mean is one. */
const MIN_ROWS = 4;

function windowsOf(steps: readonly number[], losses: readonly number[]): readonly LossWindow[] {
  const size = Math.max(MIN_ROWS, Math.ceil(losses.length / WINDOWS));
  const windows: LossWindow[] = [];
  // From the end backwards: the newest window is a whole one, and a short one at the start does no harm.
  for (let end = losses.length; end > 0; end -= size) {
    const start = Math.max(0, end - size);
    const own = losses.slice(start, end);
    const mean = meanOf(own);
    const square = meanOf(own.map((loss) => (loss - mean) ** 2));
    windows.unshift({
      firstStep: steps[start],
      lastStep: steps[end - 1],
      mean,
      deviation: Math.sqrt(square),
    });
  }
  return windows;
}

/** So many steps in a row, each with a greater loss than the one before. */
const CLIMBING_STEPS = 3;
/** Times the first loss, or that of guessing, whichever is more. */
const FAR_ABOVE = 10;

function isRunningAway(losses: readonly number[], reference: number): boolean {
  const newest = losses.slice(-CLIMBING_STEPS - 1);
  return (
    newest.length > CLIMBING_STEPS &&
    newest.every((loss, at) => at === 0 || loss > newest[at - 1]) &&
    newest[CLIMBING_STEPS] > FAR_ABOVE * reference
  );
}

/** Everything about the training loss that findings are guarded by. */
export function lossCourse({ telemetry, layout, state }: Subject): LossCourse {
  const { count, width, mean, maximum } = telemetry.series('steps');
  const at = STEP_COLUMNS.indexOf('loss');
  const steps: number[] = [];
  const losses: number[] = [];
  let worst = Number.NaN;
  let worstStep = 0;
  for (let row = 0; row < count; row += 1) {
    const step = mean[row * width];
    const loss = mean[row * width + at];
    if (step < 1 || Number.isNaN(loss)) continue;
    steps.push(step);
    losses.push(loss);
    if (!(maximum[row * width + at] <= worst)) {
      worst = maximum[row * width + at];
      worstStep = step;
    }
  }
  const windows = windowsOf(steps, losses);
  const first = count > 0 ? mean[at] : Number.NaN;
  const baseline = layout.data?.baselineLoss ?? Number.NaN;
  const recent = windows.at(-1)?.mean ?? Number.NaN;
  const best = windows.length > 0 ? windows.reduce((a, b) => (b.mean < a.mean ? b : a)) : null;
  // Where the best constant answer is right already, there is nothing to learn.
  const progressOf = (loss: number): number => (baseline > 0 ? 1 - loss / baseline : Number.NaN);
  return {
    steps: Math.max(0, state?.step ?? 0, steps.at(-1) ?? 0),
    planned: layout.plannedSteps,
    baseline,
    first,
    windows,
    recent,
    best,
    worst,
    worstStep,
    isRunningAway: isRunningAway(losses, Math.max(first, baseline)),
    progress: progressOf(recent),
    bestProgress: progressOf(best?.mean ?? Number.NaN),
  };
}

/** One measured epoch's end. */
export interface ValidationPoint {
  readonly step: number;
  readonly loss: number;
  /** First metric of the run (accuracy, or an error). */
  readonly metric: number;
}

export function validationPoints({ telemetry }: Subject): readonly ValidationPoint[] {
  const { count, width, mean } = telemetry.series('validation');
  const at = VALIDATION_COLUMNS.indexOf('loss');
  return Array.from({ length: count }, (_, row) => ({
    step: mean[row * width],
    loss: mean[row * width + at],
    metric: mean[row * width + VALIDATION_COLUMNS.length],
  }));
}

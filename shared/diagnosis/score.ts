import { factsOf } from './facts/facts';
import { keptChecks } from './facts/kept-checks';
import { meanOf } from './facts/mean';
import { isImbalanced, recallsOf } from './facts/recalls';
import type { Subject } from './subject';

/**
 * How good a run ended, comparable between runs that differ in one edit, also where the edit changes the loss's own
 * scale: 0 is an answer that ignores the input, 1 is perfect, and minus infinity is a run that ended in NaN.
 */
export interface Score {
  /** `recall`: of the class that is found least, where classes are of very different size; else share of the loss learned away. */
  readonly measure: 'recall' | 'progress';
  readonly value: number;
}

interface ScoreOptions {
  /** What is compared; where not given, what fits the run's own data. */
  readonly measure?: Score['measure'];
  /** As it stood after so many updates; at its end where not given. */
  readonly step?: number;
}

/** Of the class that is found least; classes without a sample do not count. */
const leastRecall = (subject: Subject, step: number | null): number =>
  Math.min(
    ...(recallsOf(subject, step) ?? [0]).map((recall) => (Number.isNaN(recall) ? 1 : recall)),
  );

export function scoreOf(subject: Subject, options: ScoreOptions = {}): Score {
  const { loss, validation, data, harm } = factsOf(subject);
  const { measure = isImbalanced(data) ? 'recall' : 'progress', step } = options;
  if (harm === 'notFinite') return { measure, value: -Infinity };
  if (measure === 'recall') return { measure, value: leastRecall(subject, step ?? null) };
  const until = validation.filter((point) => point.step <= (step ?? Infinity));
  const points = keptChecks(subject, until);
  const baseline = data?.validationBaselineLoss ?? null;
  if (points.length === 0 || baseline === null || baseline <= 0) {
    return { measure, value: Number.isNaN(loss.progress) ? -Infinity : loss.progress };
  }
  return { measure, value: 1 - meanOf(points.map((point) => point.loss)) / baseline };
}

/** Differences smaller than this are chance. */
export const LEAST_GAIN = 0.02;

/** Positive where the second is better. */
export const gainOf = (before: Score, after: Score): number =>
  after.value === before.value ? 0 : after.value - before.value;

/** The twin is better by more than chance. */
export const isBetter = (before: Score, after: Score): boolean =>
  gainOf(before, after) > LEAST_GAIN;

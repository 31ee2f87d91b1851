import type { Subject } from '../subject';
import type { ValidationPoint } from './loss-course';

const NEWEST = 3;

/** Checks on validation data that say something of what was learned: not the one before the first step, none that overflowed. */
export const checksAfterSteps = (
  validation: readonly ValidationPoint[],
): readonly ValidationPoint[] =>
  validation.filter(({ step, loss }) => step > 0 && Number.isFinite(loss));

/**
 * The checks on validation data that tell how good the weights are which a run leaves: the newest few, as one alone is
 * chance; where it stops early, the best one, since the weights of that epoch are put back.
 */
export function keptChecks(
  { document: { training } }: Subject,
  validation: readonly ValidationPoint[],
): readonly ValidationPoint[] {
  const checks = checksAfterSteps(validation);
  if (checks.length === 0 || !training.earlyStopping || training.monitor !== 'validationLoss') {
    return checks.slice(-NEWEST);
  }
  return [checks.reduce((best, check) => (check.loss < best.loss ? check : best))];
}

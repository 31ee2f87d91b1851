import type { Subject } from '../subject';
import type { ValidationPoint } from './loss-course';

const NEWEST = 3;

/**
 * The checks on validation data that tell how good the weights are which a run leaves: the newest few, as one alone is
 * chance; where it stops early, the best one, since the weights of that epoch are put back. Without the check before
 * the first step.
 */
export function keptChecks(
  { document: { training } }: Subject,
  validation: readonly ValidationPoint[],
): readonly ValidationPoint[] {
  const checks = validation.filter(({ step, loss }) => step > 0 && Number.isFinite(loss));
  if (checks.length === 0 || !training.earlyStopping || training.monitor !== 'validationLoss') {
    return checks.slice(-NEWEST);
  }
  return [checks.reduce((best, check) => (check.loss < best.loss ? check : best))];
}

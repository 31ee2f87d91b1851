import { timeStepColumn } from '../../telemetry/layout';
import type { Subject } from '../subject';

/** How the gradient of a recurrence changes on its way back through time. */
export interface TimeProfile {
  readonly node: string;
  readonly name: string;
  readonly steps: number;
  /** RMS of ∂L/∂h where the gradient arrives last ÷ where it arrives first. */
  readonly ratio: number;
}

/** At a row of the group `timeSteps`, for every recurrence in each of its directions. */
export function timeProfiles(
  { layout }: Subject,
  row: Float32Array | null,
): readonly TimeProfile[] {
  if (!row) return [];
  return layout.recurrences.map(({ node, name, direction, steps }, index) => {
    const column = timeStepColumn(layout, index);
    const early = row[column];
    const late = row[column + steps - 1];
    const [far, near] = direction === 'forward' ? [early, late] : [late, early];
    // Outputs of every time step may be used: the loudest one stands for where the loss enters.
    const loudest = Math.max(near, ...row.subarray(column, column + steps));
    return { node, name, steps, ratio: far / (far > near ? near : loudest) };
  });
}

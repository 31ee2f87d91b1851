import type { Subject } from '../subject';
import { isNormalization } from './depth-profile';
import { courseOf } from './layer-readings';

/** How far updates moved weights, relative to their size, over the whole run. */
export interface UpdateSizes {
  /** Greatest ‖Δw‖ ÷ ‖w‖ of any layer at any recorded step, and where. */
  readonly greatest: number;
  readonly greatestStep: number;
  readonly greatestNode: string | null;
  /** Of the newest steps: the layer that moves most. */
  readonly recent: number;
}

/** Recorded steps that count as the newest. */
const RECENT_ROWS = 8;

const medianOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.toSorted((a, b) => a - b)[values.length >> 1];

export function updateSizes(subject: Subject): UpdateSizes {
  let greatest = 0;
  let greatestStep = 0;
  let greatestNode: string | null = null;
  let recent = Number.NaN;
  for (const [index, entry] of subject.layout.layers.entries()) {
    // Shifts and gains start at 0 and 1: their first change is large beside them and does no harm.
    if (!entry.hasWeights || isNormalization(entry.kind)) continue;
    const { steps, values } = courseOf(subject, index, 'updateRatio');
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] <= greatest) continue;
      greatest = values[row];
      greatestStep = steps[row];
      greatestNode = entry.node;
    }
    const own = medianOf(values.slice(-RECENT_ROWS));
    if (!(own <= recent)) recent = Number.isNaN(own) ? recent : own;
  }
  return { greatest, greatestStep, greatestNode, recent };
}

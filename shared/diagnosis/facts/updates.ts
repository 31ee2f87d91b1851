import type { Subject } from '../subject';
import { isNormalization } from './depth-profile';
import { courseOf } from './layer-readings';

/** How far updates moved weights, relative to their size, over the whole run. */
export interface UpdateSizes {
  /** Greatest ‖Δw‖ ÷ ‖w‖ of any layer at any recorded step, and where. */
  readonly greatest: number;
  readonly greatestStep: number;
  readonly greatestNode: string | null;
  /** First recorded step with an update above `LARGE_UPDATE`; null where there was none. */
  readonly firstLargeStep: number | null;
  /** Of the newest steps: the layer that moves most. */
  readonly recent: number;
}

/** ‖Δw‖ ÷ ‖w‖ of a step: about 1e-3 is usual; from here on steps undo each other. */
export const LARGE_UPDATE = 0.05;

/** Recorded steps that count as the newest. */
const RECENT_ROWS = 8;

const medianOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.toSorted((a, b) => a - b)[values.length >> 1];

export function updateSizes(subject: Subject): UpdateSizes {
  let greatest = 0;
  let greatestStep = 0;
  let greatestNode: string | null = null;
  let firstLarge = Number.POSITIVE_INFINITY;
  let recent = Number.NaN;
  for (const [index, entry] of subject.layout.layers.entries()) {
    // Shifts and gains start at 0 and 1: their first change is large beside them and does no harm.
    if (!entry.hasWeights || isNormalization(entry.kind)) continue;
    const { steps, values } = courseOf(subject, index, 'updateRatio');
    for (let row = 0; row < values.length; row += 1) {
      if (values[row] > LARGE_UPDATE) firstLarge = Math.min(firstLarge, steps[row]);
      if (values[row] <= greatest) continue;
      greatest = values[row];
      greatestStep = steps[row];
      greatestNode = entry.node;
    }
    const own = medianOf(values.slice(-RECENT_ROWS));
    if (!(own <= recent)) recent = Number.isNaN(own) ? recent : own;
  }
  const firstLargeStep = Number.isFinite(firstLarge) ? firstLarge : null;
  return { greatest, greatestStep, greatestNode, firstLargeStep, recent };
}

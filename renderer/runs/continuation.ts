import { setTraining } from '../../shared/document/edits';
import { MAX_EPOCHS } from '../../shared/document/limits';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunSummary } from '../../shared/host-data';

/** How a run that is over can go on. */
export interface Continuation {
  /** All of it, or after NaN its last good weights alone. */
  readonly keep: 'state' | 'weights';
  /** The step whose weights it goes on with. */
  readonly step: number;
  /** Whole epochs that are behind it. */
  readonly done: number;
  /** Epochs to be proposed: those that are left of the plan, or the plan once more. */
  readonly proposed: number;
  /** More cannot be planned. */
  readonly maximum: number;
}

/** How a run goes on, from what it came to. `stepsPerEpoch` is that of its layout. */
export function continuationOf(
  { state }: Pick<RunSummary, 'state'>,
  stepsPerEpoch: number,
): Continuation {
  const { failure, plannedEpochs } = state;
  if (failure?.kind === 'not-finite') {
    const step = failure.goodStep ?? 0;
    return { keep: 'weights', step, done: 0, proposed: plannedEpochs, maximum: MAX_EPOCHS };
  }
  const done = Math.floor(state.step / stepsPerEpoch);
  const left = plannedEpochs - done;
  const maximum = Math.max(1, MAX_EPOCHS - done);
  const proposed = Math.min(maximum, left > 0 ? left : plannedEpochs);
  return { keep: 'state', step: state.step, done, proposed, maximum };
}

/** A document as it is trained on for so many epochs. */
export const trainedOn = (
  document: ProjectDocument,
  { done }: Continuation,
  epochs: number,
): ProjectDocument => setTraining(document, { epochs: done + epochs });

import type { HostInput } from '../../../shared/host';
import { useCrossValidation } from '../state/cross-validation-store';
import { useProject } from '../state/project-store';
import { useRun } from '../state/run-store';
import { isRunActive, startRun, whenRun } from './control';

type FoldRun = Pick<Required<HostInput<'training.start'>>, 'document' | 'fold'>;

/** Trains on all folds but one; whether the run came to its end. */
async function trainFold(request: FoldRun): Promise<boolean> {
  const own: string[] = [];
  await startRun({ ...request, paused: false }, (run) => own.push(run));
  if (own.length === 0) return false;
  const isShown = (): boolean => useRun.getState().run === own[0];
  await whenRun(() => !isShown() || !isRunActive());
  return isShown() && useRun.getState().state?.phase === 'finished';
}

/**
 * K-fold cross-validation (Hastie, Tibshirani & Friedman 2009, section 7.10): one run after the other, each trained afresh
 * on all folds but one, which it validates. All train the document as it is now. Stopping a run, or its failure, ends the
 * whole; the runs until then are kept, and tell what was found.
 */
export async function crossValidate(count: number): Promise<void> {
  if (isRunActive() || useCrossValidation.getState().isRunning) return;
  const { document } = useProject.getState();
  const crossValidation = crypto.randomUUID();
  useCrossValidation.setState({ isRunning: true });
  try {
    for (let index = 0; index < count; index += 1) {
      if (!(await trainFold({ document, fold: { index, count, crossValidation } }))) return;
    }
  } finally {
    useCrossValidation.setState({ isRunning: false });
  }
}

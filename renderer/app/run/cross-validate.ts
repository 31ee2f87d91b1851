import type { Fold } from '../../../shared/data/split';
import type { ProjectDocument } from '../../../shared/document/schema';
import { figuresOf, type RunFigures } from '../../../shared/telemetry/run-figures';
import { useCrossValidation } from '../state/cross-validation-store';
import { useProject } from '../state/project-store';
import { useRun } from '../state/run-store';
import { isRunActive, startRun, whenRun } from './control';

/** Trains on all folds but one; null where the run did not come to its end. */
async function trainFold(document: ProjectDocument, fold: Fold): Promise<RunFigures | null> {
  const own: string[] = [];
  await startRun({ document, paused: false, fold }, (run) => own.push(run));
  if (own.length === 0) return null;
  const isShown = (): boolean => useRun.getState().run === own[0];
  await whenRun(() => !isShown() || !isRunActive());
  const { state, layout, telemetry } = useRun.getState();
  return isShown() && state?.phase === 'finished' ? figuresOf({ layout, telemetry }) : null;
}

/**
 * K-fold cross-validation (Hastie, Tibshirani & Friedman 2009, section 7.10): one run after the other, each trained afresh
 * on all folds but one, which it validates. All train the document as it is now. Stopping a run, or its failure, ends the
 * whole; what was found until then stays.
 */
export async function crossValidate(count: number): Promise<void> {
  if (isRunActive() || useCrossValidation.getState().isRunning) return;
  const { document } = useProject.getState();
  useCrossValidation.setState({ count, folds: [], isRunning: true });
  try {
    for (let index = 0; index < count; index += 1) {
      const figures = await trainFold(document, { index, count });
      if (!figures) return;
      useCrossValidation.setState(({ folds }) => ({ folds: [...folds, figures] }));
    }
  } finally {
    useCrossValidation.setState({ isRunning: false });
  }
}

import { Button } from '@mantine/core';
import { tenthOfRate } from '../../../shared/diagnosis/remedies/settings';
import { setTraining } from '../../../shared/document/edits';
import { reportFailure } from '../host/report-failure';
import { useWords } from '../i18n/i18n';
import { editDocument, useProject } from '../state/project-store';
import { useRun } from '../state/run-store';
import { startRun } from './control';
import styles from './run-bar.module.css';
import { runWords } from './words';

/** A new run with the last good weights of one that met NaN; the document is the one in the window. */
const trainFrom = (run: string): void =>
  void startRun({
    document: useProject.getState().document,
    paused: false,
    from: { run, keep: 'weights' },
  }).catch(reportFailure);

/** A rate that made a run diverge is too high by at least as much as the remedy of a rate that is too high takes away. */
function trainSlower(run: string): void {
  editDocument((document) => setTraining(document, tenthOfRate(document.training)));
  trainFrom(run);
}

/** The last good weights of the shown run, which met NaN, loaded into a new one; nothing where there are none. */
export function ContinueKept() {
  const t = useWords(runWords);
  const run = useRun((state) => state.run);
  const step = useRun(({ state }) =>
    state?.failure?.kind === 'not-finite' ? state.failure.goodStep : undefined,
  );
  if (run === null || step === undefined) return null;
  return (
    <div className={styles.kept} data-testid="kept-weights">
      <span>{t('goodWeights', { step })}</span>
      <Button
        size="compact-xs"
        variant="default"
        title={t('trainSlowerHelp')}
        onClick={() => trainSlower(run)}
      >
        {t('trainSlower')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        title={t('trainFromHelp')}
        onClick={() => trainFrom(run)}
      >
        {t('trainFrom')}
      </Button>
    </div>
  );
}

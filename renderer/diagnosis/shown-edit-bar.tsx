import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { describeDiff } from '../../shared/diagnosis/describe-edit';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { hideEdit, type ShownEdit, useShownEdit } from '../app/state/shown-edit-store';
import { applyEdit } from './apply-edit';
import styles from './diagnosis.module.css';
import { EditChoice } from './edit-choice';
import { endTrial, openTrial, tryEdit, useTrial } from './trial-store';
import { diagnosisWords } from './words';

/** Back to where the edit was offered. */
function goBack(kind: string): void {
  hideEdit();
  if (useTrial.getState().trial) {
    openTrial();
    return;
  }
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-show="${CSS.escape(kind)}"]`)?.focus(),
  );
}

/** An edit that is marked on the canvas, with the canvas to itself: what it would change, and what to do with it. */
export function ShownEditBar() {
  const edit = useShownEdit((state) => state.edit);
  return edit?.isPinned ? <Bar edit={edit} /> : null;
}

function Bar({ edit }: { readonly edit: ShownEdit }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const back = useRef<HTMLButtonElement>(null);
  // The button that was pressed is folded away.
  useEffect(() => back.current?.focus(), []);
  const { kind, label, after, diff } = edit;
  // It comes from a trial, which has an outcome already.
  const isTried = useTrial(({ trial }) => trial !== null);
  const onTry = (): void => {
    hideEdit();
    void tryEdit({ kind, label, after }).catch(reportFailure);
  };
  return (
    <section className={styles.bar} aria-label={t('shown')} data-testid="shown-edit">
      <div className={styles.barText}>
        <strong>{t('shownOf', { remedy: say(label) })}</strong>
        <p className={styles.changes}>
          {describeDiff(diff)
            .map((line) => say(line))
            .join(' · ')}
        </p>
      </div>
      <EditChoice
        onTry={isTried ? null : onTry}
        onApply={() => {
          if (isTried) endTrial();
          applyEdit(label, after);
        }}
      >
        <Button ref={back} size="compact-xs" variant="default" onClick={() => goBack(kind)}>
          {t('back')}
        </Button>
      </EditChoice>
    </section>
  );
}

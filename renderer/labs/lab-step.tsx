import { Button, Checkbox, Tooltip } from '@mantine/core';
import { Check, Columns2, WandSparkles } from 'lucide-react';
import { useId } from 'react';
import type { Lab, LabStep } from '../../shared/labs/lab';
import { fillText } from '../../shared/text/text';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { panelFlag, rememberPanel, useSettings } from '../app/settings/settings';
import { useProject } from '../app/state/project-store';
import { tryEdit } from '../diagnosis/trial-store';
import { tellFinding } from './expected-finding';
import styles from './lab-panel.module.css';
import { applyLabDocument, isAtLabDocument, takeOver } from './open-lab';
import { TrainButton } from './train-button';
import { labWords } from './words';

/** One thing to try: a tick that is remembered, the change in words, what it leads to, and the change done for you. */
export function LabStepItem({
  lab,
  step,
  number,
}: {
  readonly lab: Lab;
  readonly step: LabStep;
  readonly number: number;
}) {
  const t = useWords(labWords);
  const say = useSay();
  const locale = useLocale();
  const text = useId();
  const flag = `lab.${lab.id}.${number}`;
  const isDone = useSettings(() => panelFlag(flag, false));
  const isApplied = useProject(({ document }) => isAtLabDocument(document, step.document, locale));
  const apply = (): void => {
    applyLabDocument(step.document);
    rememberPanel(flag, true);
  };
  const compare = (): void => {
    const { document } = useProject.getState();
    const label = fillText(labWords.entries.stepOf, { lab: lab.id, number });
    const after = takeOver(document, step.document(locale));
    void tryEdit({ kind: `${lab.id}.${number}`, label, after }).catch(reportFailure);
  };
  return (
    <li className={styles.step}>
      <Checkbox
        checked={isDone}
        onChange={(event) => rememberPanel(flag, event.currentTarget.checked)}
        aria-label={t('stepDone', { number })}
        aria-describedby={text}
      />
      <div>
        <p id={text}>{say(step.text)}</p>
        <p className={styles.result}>
          <span className={styles.resultLabel}>{t('seen')}</span> {say(step.result)}
        </p>
        {step.finding && (
          <p className={styles.result}>
            <span className={styles.resultLabel}>{t('stepNames')}</span>{' '}
            {say(tellFinding(step.finding))}
          </p>
        )}
        {isApplied ? (
          <>
            <p className={styles.applied}>
              <Check size={12} aria-hidden /> {t('applied')}
            </p>
            <TrainButton />
          </>
        ) : (
          <div className={styles.stepChoice}>
            <Tooltip label={t('applyStepHelp')} multiline w={260}>
              <Button
                variant="default"
                leftSection={<WandSparkles size={13} aria-hidden />}
                onClick={apply}
                aria-describedby={text}
              >
                {t('applyStep')}
              </Button>
            </Tooltip>
            <Tooltip label={t('compareStepHelp')} multiline w={260}>
              <Button
                variant="default"
                leftSection={<Columns2 size={13} aria-hidden />}
                onClick={compare}
                aria-describedby={text}
              >
                {t('compareStep')}
              </Button>
            </Tooltip>
          </div>
        )}
      </div>
    </li>
  );
}

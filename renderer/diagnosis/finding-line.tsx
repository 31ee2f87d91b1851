import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { Finding } from '../../shared/diagnosis/finding';
import { MAY_OVERFLOW } from '../../shared/diagnosis/symptom';
import type { Text } from '../../shared/text/text';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { ContinueKept } from '../app/run/continue-kept';
import { useShownFailure } from '../app/run/shown-failure';
import strip from '../app/shell/problem-strip.module.css';
import { useAnalysis } from '../app/state/analysis';
import { useShownEdit } from '../app/state/shown-edit-store';
import styles from './diagnosis.module.css';
import { FindingDetails } from './finding-details';
import { repairNetwork, useTrial } from './trial-store';
import { diagnosisWords } from './words';

/** The layer where a finding begins, and since when, in a few words. */
function usePlace({ node, sinceStep }: Finding): string {
  const t = useWords(diagnosisWords);
  const name = useAnalysis((analysis) => analysis.nodes.get(node ?? '')?.node.name);
  const layer = name ?? t('settings');
  return sinceStep === 0 ? t('beforeStart', { layer }) : t('since', { layer, step: sinceStep });
}

/** A loss that runs away is said first: there is still something to stop. Else what proves the cause. */
const sentenceOf = ({ consequences, evidence, title }: Finding): Text =>
  consequences.find(({ kind }) => kind === MAY_OVERFLOW)?.text ?? evidence[0]?.text ?? title;

/** The root cause in one line; what proves it, why it happens and what may cure it unfold below. */
export function FindingLine({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const [isOpened, setOpened] = useState(false);
  // A remedy on trial takes the room, and one that is shown on the canvas leaves it to the canvas.
  const isOnTrial = useTrial((state) => state.trial !== null);
  const isOnCanvas = useShownEdit(({ edit }) => edit?.isPinned === true);
  const open = isOpened && !isOnTrial && !isOnCanvas;
  // Its banner offers the last good weights itself, while it is there.
  const isFailureShown = useShownFailure() !== null;
  const id = useId();
  const [root, ...others] = findings;
  const place = usePlace(root);
  return (
    <>
      <div
        className={`${strip.line} ${styles.findingLine}`}
        data-severity={root.severity === 'expected' ? 'warning' : 'error'}
        data-testid="finding"
        data-cause={root.cause}
      >
        <TriangleAlert size={16} aria-hidden className={strip.sign} />
        <UnstyledButton
          className={`${strip.counts} ${styles.cause}`}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpened(!open)}
        >
          {say(root.title)}
        </UnstyledButton>
        <span className={styles.place}>
          {place}
          {others.length > 0 && ` · ${t('alsoFound', { count: others.length })}`}
        </span>
        <span className={styles.sentence}>
          <span>{say(sentenceOf(root))}</span>
        </span>
        <Button
          flex="none"
          variant="default"
          size="compact-xs"
          title={t('repairHelp')}
          onClick={() => void repairNetwork().catch(reportFailure)}
        >
          {t('repair')}
        </Button>
        <Button
          flex="none"
          variant="default"
          size="compact-xs"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpened(!open)}
        >
          {t(open ? 'close' : 'why')}
        </Button>
      </div>
      <Collapse expanded={open} id={id}>
        {open && (
          <div className={styles.details}>
            {!isFailureShown && <ContinueKept />}
            {findings.map((finding) => (
              <FindingDetails key={finding.cause} finding={finding} titled={findings.length > 1} />
            ))}
          </div>
        )}
      </Collapse>
    </>
  );
}

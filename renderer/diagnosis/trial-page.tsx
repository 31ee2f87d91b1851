import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { describeEdit } from '../../shared/diagnosis/describe-edit';
import type { ProjectDocument } from '../../shared/document/schema';
import type { Text } from '../../shared/text/text';
import { useSay, useWords } from '../app/i18n/i18n';
import { REGION_ATTRIBUTE } from '../app/shell/focus-regions';
import { useProject } from '../app/state/project-store';
import { pinEdit } from '../app/state/shown-edit-store';
import { applyEdit } from './apply-edit';
import { Comparison } from './comparison';
import { RepairList } from './repair-list';
import styles from './trial.module.css';
import {
  closeTrial,
  endTrial,
  type RepairView,
  stopTrial,
  type Trial,
  useTrial,
} from './trial-store';
import { useTrialTitle } from './trial-title';
import { VerdictLine } from './verdict-line';
import { diagnosisWords } from './words';

const region = { [REGION_ATTRIBUTE]: '' };

/** A trial with the window to itself: a remedy beside the network without it, or a repair as it goes. */
export function TrialPage() {
  const t = useWords(diagnosisWords);
  const trial = useTrial((state) => state.trial);
  const page = useRef<HTMLElement>(null);
  // What had the focus is covered now.
  useEffect(() => page.current?.focus(), []);
  if (!trial) return null;
  return (
    <main
      ref={page}
      className={styles.page}
      aria-label={t(trial.repair ? 'repair' : 'trial')}
      tabIndex={-1}
      data-testid="trial"
      {...region}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>
          <Title trial={trial} />
        </h2>
        <Choices trial={trial} />
        <Tooltip label={t('closeTrial')}>
          <ActionIcon aria-label={t('closeTrial')} onClick={closeTrial}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.body}>
        <Changes trial={trial} />
        {trial.repair && <RepairList repair={trial.repair} />}
        {trial.repair?.end ? (
          <Ending repair={trial.repair} start={trial.start} />
        ) : (
          <VerdictLine trial={trial} />
        )}
        <Comparison trial={trial} />
      </div>
    </main>
  );
}

const Title = ({ trial }: { readonly trial: Trial }) => useTrialTitle(trial);

/** What the twin has that the network beside it has not; at the end of a repair all that was kept. */
function Changes({ trial: { start, plain, twin, repair } }: { readonly trial: Trial }) {
  const say = useSay();
  const [before, after] = repair?.end
    ? [start, repair.document]
    : [plain.document, twin?.document ?? plain.document];
  // The trial is drawn again with every few steps; its two networks stay.
  const lines = useMemo(() => describeEdit(before, after), [before, after]);
  if (lines.length === 0) return null;
  return <p className={styles.changes}>{lines.map((line) => say(line)).join(' · ')}</p>;
}

/** How a repair ended. */
function Ending({
  repair,
  start,
}: {
  readonly repair: RepairView;
  readonly start: ProjectDocument;
}) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const { end, document } = repair;
  if (!end) return null;
  const hasKept = document !== start;
  const sentence = end.isStopped
    ? t(hasKept ? 'repairStopped' : 'repairStoppedEmpty')
    : end.left.length === 0
      ? t(hasKept ? 'repairHealthy' : 'repairNothing')
      : t(hasKept ? 'repairLeft' : 'repairNoHelp', { left: say(end.left[0].title) });
  return (
    <p className={styles.verdict} data-testid="repair-end" role="status">
      <strong>{sentence}</strong> {end.failure && say(end.failure)}
    </p>
  );
}

const REPAIRED: Text = diagnosisWords.entries.repaired;

interface Outcome {
  readonly document: ProjectDocument;
  readonly label: Text;
  readonly kind: string;
  /** Better for certain: the button that stands out. */
  readonly isWise: boolean;
}

/** What may be kept of a trial that is over; null while there is nothing. */
function outcomeOf({ start, edit, twin, verdict, repair }: Trial): Outcome | null {
  if (repair) {
    if (!repair.end || repair.document === start) return null;
    return { document: repair.document, label: REPAIRED, kind: 'repair', isWise: true };
  }
  if (!verdict || !twin || !edit) return null;
  const { kind, label } = edit;
  return { document: twin.document, label, kind, isWise: verdict.isBetter };
}

/** Keep the left or the right, while the document is still the one that the trial began with. */
function Choices({ trial }: { readonly trial: Trial }) {
  const t = useWords(diagnosisWords);
  const document = useProject((state) => state.document);
  const outcome = outcomeOf(trial);
  const isOver = trial.repair ? trial.repair.end !== null : trial.verdict !== null;
  if (!isOver) {
    return (
      <Button size="compact-sm" variant="default" onClick={trial.repair ? stopTrial : endTrial}>
        {t('stop')}
      </Button>
    );
  }
  const isRepair = trial.repair !== null;
  return (
    <div className={styles.choice}>
      {outcome && document !== trial.start && (
        <span className={styles.outdated}>{t('editedSince')}</span>
      )}
      {outcome && document === trial.start && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            title={t('showHelp')}
            onClick={() => {
              closeTrial();
              pinEdit({ kind: outcome.kind, label: outcome.label, after: outcome.document });
            }}
          >
            {t('show')}
          </Button>
          <Button
            size="compact-sm"
            variant={outcome.isWise ? 'filled' : 'default'}
            title={t('applyHelp')}
            onClick={() => {
              endTrial();
              applyEdit(outcome.label, outcome.document);
            }}
          >
            {t(isRepair ? 'keepRepair' : 'keepTwin')}
          </Button>
        </>
      )}
      <Button size="compact-sm" variant="default" onClick={endTrial}>
        {t(isRepair && outcome ? 'discardRepair' : 'keepPlain')}
      </Button>
    </div>
  );
}

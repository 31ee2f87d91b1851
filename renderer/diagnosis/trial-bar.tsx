import { Button } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import { useView } from '../app/state/view-store';
import styles from './diagnosis.module.css';
import { endTrial, openTrial, type Trial, useTrial } from './trial-store';
import { useTrialTitle } from './trial-title';
import { VerdictLine } from './verdict-line';
import { diagnosisWords } from './words';

/** A trial whose page is closed: how far it is, and the way back to it. */
export function TrialBar() {
  const trial = useTrial((state) => state.trial);
  const isOpen = useView((state) => state.screen === 'trial');
  return trial && !isOpen && <Bar trial={trial} />;
}

function Bar({ trial }: { readonly trial: Trial }) {
  const t = useWords(diagnosisWords);
  const title = useTrialTitle(trial);
  return (
    <section className={styles.bar} aria-label={t('trial')}>
      <div className={styles.barText}>
        <strong>{title}</strong>
        {!trial.repair?.end && <VerdictLine trial={trial} />}
      </div>
      <div className={styles.choice}>
        <Button size="compact-xs" variant="default" onClick={openTrial}>
          {t('openTrial')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={endTrial}>
          {t('endTrial')}
        </Button>
      </div>
    </section>
  );
}

import { Progress } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import styles from './trial.module.css';
import type { Trial, Verdict } from './trial-store';
import type { TwinRun } from './twin-run';
import { diagnosisWords } from './words';

/** A share as a person reads it; minus infinity is a run that ended in NaN. */
export const percent = (value: number): string =>
  Number.isFinite(value) ? `${(100 * value).toFixed(0).replace('-', '−')} %` : 'NaN';

/** Worse than guessing is nothing learned, too; NaN has a word of its own. */
const isNothing = (value: number): boolean => Number.isFinite(value) && value < 0.005;

const shareOf = (run: TwinRun | null): number =>
  run?.state && run.state.plannedSteps > 0 ? run.state.step / run.state.plannedSteps : 0;

/** Which of two runs is better, and by how much; while they train, how far they are. */
export function VerdictLine({ trial }: { readonly trial: Trial }) {
  const t = useWords(diagnosisWords);
  const { plain, twin, verdict } = trial;
  if (verdict) return <Sentence verdict={verdict} />;
  return (
    <Progress
      className={styles.progress}
      size="sm"
      value={50 * (shareOf(plain) + shareOf(twin))}
      aria-label={t('trialProgress')}
    />
  );
}

function Sentence({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords(diagnosisWords);
  const { before, after, gain, isBetter } = verdict;
  const part = (value: number): string => (isNothing(value) ? t('nothing') : percent(value));
  const values = { before: part(before.value), after: part(after.value) };
  const isMeasured = Number.isFinite(gain);
  return (
    <p className={styles.verdict} data-testid="verdict" data-better={isBetter} role="status">
      <strong>{t(isBetter ? 'twinWins' : 'twinLoses')}</strong>{' '}
      {t(after.measure === 'recall' ? 'byRecall' : 'byProgress', values)}{' '}
      {isMeasured &&
        t('byGain', { gain: (100 * Math.abs(gain)).toFixed(0), sign: gain < 0 ? '−' : '+' })}
    </p>
  );
}

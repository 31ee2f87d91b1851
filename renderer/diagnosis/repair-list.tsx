import { Loader } from '@mantine/core';
import { causeTitle } from '../../shared/diagnosis/causes';
import { type Attempt, editOf } from '../../shared/diagnosis/repair';
import { useSay, useWords } from '../app/i18n/i18n';
import styles from './trial.module.css';
import type { RepairView } from './trial-store';
import { percent } from './verdict-line';
import { diagnosisWords } from './words';

/** What became of an attempt. */
const outcomeOf = ({ isKept, isBetter }: Attempt): 'kept' | 'better' | 'leftOut' =>
  isKept ? 'kept' : isBetter ? 'better' : 'leftOut';

const SIGNS = { kept: '✓', better: '○', leftOut: '✕' } as const;

/** Each remedy that a repair tries, as it goes: what it answers, the figures before and after, and whether it is kept. */
export function RepairList({ repair }: { readonly repair: RepairView }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const { attempts, trying } = repair;
  const titleOf = (kind: string): string => say(causeTitle(kind));
  if (attempts.length === 0 && !trying) return null;
  return (
    <div className={styles.attempts}>
      <table className={styles.table} data-testid="attempts">
        <thead>
          <tr>
            <th scope="col">{t('attempt')}</th>
            <th scope="col">{t('scoreBefore')}</th>
            <th scope="col">{t('scoreAfter')}</th>
            <th scope="col">{t('attemptEnd')}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added
            <tr key={index} data-outcome={outcomeOf(attempt)}>
              <th scope="row" title={titleOf(attempt.cause)}>
                {say(editOf(attempt))}
              </th>
              <td>{percent(attempt.before.value)}</td>
              <td>{percent(attempt.after.value)}</td>
              <td>
                <span aria-hidden>{SIGNS[outcomeOf(attempt)]}</span> {t(outcomeOf(attempt))}
                {attempt.isHealthy && ` · ${t('healthyRun')}`}
              </td>
            </tr>
          ))}
          {trying && (
            <tr>
              <th scope="row" title={titleOf(trying.cause)}>
                {say(editOf(trying))}
              </th>
              <td>{percent(repair.score?.value ?? Number.NaN)}</td>
              <td>–</td>
              <td>
                <Loader size={12} aria-hidden /> {t('underWay')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

import { findRemedy } from '../../shared/diagnosis/remedies';
import { useSay, useWords } from '../app/i18n/i18n';
import type { Trial } from './trial-store';
import { diagnosisWords } from './words';

/** What is on trial, in a few words. */
export function useTrialTitle({ remedy, repair }: Trial): string {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const label = remedy === null ? null : findRemedy(remedy)?.label;
  if (repair?.end) return t('repairOver');
  if (repair) return label ? t('repairTries', { remedy: say(label) }) : t('repairBegins');
  return t('trialOf', { remedy: label ? say(label) : '' });
}

import { useSay, useWords } from '../app/i18n/i18n';
import type { Trial } from './trial-store';
import { diagnosisWords } from './words';

/** What is on trial, in a few words. */
export function useTrialTitle({ edit, repair }: Trial): string {
  const t = useWords(diagnosisWords);
  const say = useSay();
  if (repair?.end) return t('repairOver');
  if (repair) return edit ? t('repairTries', { remedy: say(edit.label) }) : t('repairBegins');
  return t('trialOf', { remedy: edit ? say(edit.label) : '' });
}

import { useCallback } from 'react';
import { describeProblem, type ProblemSeed } from '../../shared/text/problems';
import { useLocale } from '../app/i18n/i18n';

/** The sentence of a problem in the current language. */
export function useProblemSentence(): (problem: ProblemSeed) => string {
  const locale = useLocale();
  return useCallback((problem) => describeProblem(problem, locale), [locale]);
}

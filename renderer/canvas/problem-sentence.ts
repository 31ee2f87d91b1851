import { useCallback } from 'react';
import { PROBLEM_TEXTS, type Problem, type ProblemSeed } from '../../shared/text/problems';
import type { Text } from '../../shared/text/text';
import { useSay } from '../app/i18n/i18n';

/** The sentence of a problem in the current language. */
export function useProblemSentence(): (problem: Problem | ProblemSeed) => string {
  const say = useSay();
  return useCallback(
    (problem) => {
      const text: Text = PROBLEM_TEXTS[problem.kind].text;
      return say(text, problem.values);
    },
    [say],
  );
}

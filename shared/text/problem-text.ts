import { describeProblem, type ProblemSeed } from './problems';
import type { Text } from './text';

/** The sentence of a problem in every language. */
export const problemText = (problem: ProblemSeed): Text => ({
  en: describeProblem(problem, 'en'),
  zh: describeProblem(problem, 'zh'),
});

import { problemText } from '../text/problem-text';
import type { Text } from '../text/text';
import type { Analysis } from './analysis';

/** Why a network cannot be trained: its first error, in a sentence; null where it has none. */
export function obstacleOf({ problems }: Pick<Analysis, 'problems'>): Text | null {
  const error = problems.find(({ severity }) => severity === 'error');
  return error ? problemText(error) : null;
}

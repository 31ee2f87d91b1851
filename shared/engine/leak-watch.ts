import type { Text } from '../text/text';
import { engineText } from './failure-texts';

/** Rises in a row that count as a leak. */
const RISES = 3;

/** Looks at tensors and bytes once an epoch, when nothing of a step is left: both must stay as they are. */
export class LeakWatch {
  private tensors = Infinity;
  private bytes = Infinity;
  private rises = 0;

  /** A sentence with the figures when both or either rose three times in a row, else null. */
  check(tensors: number, bytes: number): Text | null {
    const rose = tensors > this.tensors || bytes > this.bytes;
    this.rises = rose ? this.rises + 1 : 0;
    this.tensors = tensors;
    this.bytes = bytes;
    if (this.rises < RISES) return null;
    return engineText('leak', { rises: RISES, tensors, bytes });
  }
}

import { causeTitle } from '../../shared/diagnosis/causes';
import type { LabFinding } from '../../shared/labs/lab';
import { fillText, type Text } from '../../shared/text/text';
import { labWords } from './words';

const WORDS = labWords.entries;

/** What the app is to say of a lab's document, in one sentence. */
export function tellFinding({ start, end }: LabFinding): Text {
  if (start === null && end === null) return WORDS.namesNothing;
  if (start === null) return fillText(WORDS.namesTrained, { cause: causeTitle(end as string) });
  if (end === null) return fillText(WORDS.namesStart, { cause: causeTitle(start) });
  if (start === end) return fillText(WORDS.namesAlways, { cause: causeTitle(end) });
  return fillText(WORDS.namesBoth, { start: causeTitle(start), end: causeTitle(end) });
}

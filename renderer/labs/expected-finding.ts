import { findCause } from '../../shared/diagnosis/causes';
import type { LabFinding } from '../../shared/labs/lab';
import { fillText, type Text } from '../../shared/text/text';
import { labWords } from './words';

const WORDS = labWords.entries;

const titleOf = (kind: string): Text => findCause(kind)?.title ?? { en: kind, zh: kind };

/** What the app is to say of a lab's document, in one sentence. */
export function tellFinding({ start, end }: LabFinding): Text {
  if (start === null && end === null) return WORDS.namesNothing;
  if (start === null) return fillText(WORDS.namesTrained, { cause: titleOf(end as string) });
  if (end === null) return fillText(WORDS.namesStart, { cause: titleOf(start) });
  if (start === end) return fillText(WORDS.namesAlways, { cause: titleOf(end) });
  return fillText(WORDS.namesBoth, { start: titleOf(start), end: titleOf(end) });
}

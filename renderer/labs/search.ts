import { LAB_CHAPTERS, type Lab } from '../../shared/labs/lab';
import type { Text } from '../../shared/text/text';

const bothLanguages = ({ en, zh }: Text): string => `${en}\n${zh}`;

/** All that a lab says, in both languages: a person who reads Chinese may well type “ReLU” or “dropout”. */
function wordsOf(lab: Lab): string {
  const chapter = LAB_CHAPTERS.find(({ id }) => id === lab.chapter);
  const texts = [
    lab.title,
    lab.failure,
    ...lab.explanation,
    ...lab.steps.map(({ text }) => text),
    ...(chapter ? [chapter.title] : []),
  ];
  return [lab.id, ...texts.map(bothLanguages), ...lab.source].join('\n').toLowerCase();
}

/** Labs in which every word of the query occurs somewhere, in the order of the course. */
export function searchLabs(labs: readonly Lab[], query: string): readonly Lab[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return labs;
  return labs.filter((lab) => {
    const text = wordsOf(lab);
    return words.every((word) => text.includes(word));
  });
}

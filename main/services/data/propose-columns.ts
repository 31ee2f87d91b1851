import { MAX_CATEGORIES, MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { ColumnSettings } from '../../../shared/document/schema';
import { fillText, type Text } from '../../../shared/text/text';
import type { ColumnFacts } from './table-rows';

/** A whole-number target with at most this many values is taken for a class label (0/1, 1–10). */
const MAX_NUMERIC_CLASSES = 10;
/** Each class should come up a few times before numbers are taken for labels. */
const ROWS_PER_NUMERIC_CLASS = 4;
/** Words that differ in every row of at least this many are names or keys, not categories. */
const MIN_ROWS_FOR_KEYS = 20;

const MAX_NUMBER_CATEGORIES = 50;

const TARGET_NAMES = new Set(['target', 'label', 'class', 'y', '目标', '标签', '类别']);
const KEY_NAMES = new Set(['id', 'index', 'key', '编号', '序号']);

const NOTES = {
  empty: {
    en: 'Column “{{column}}” is empty and is ignored.',
    zh: '“{{column}}”列为空，已忽略。',
  },
  key: {
    en: 'Column “{{column}}” looks like a row number or key and is ignored: a network would learn rows by heart from it.',
    zh: '“{{column}}”列看起来是行号或主键，已忽略：网络会借此死记每一行。',
  },
  categories: {
    en: 'Column “{{column}}” has more than {{limit}} different words, too many for one-hot, and is ignored.',
    zh: '“{{column}}”列有超过 {{limit}} 个不同的词，不适合独热编码，已忽略。',
  },
} as const satisfies Record<string, Text>;

export interface Proposal {
  readonly columns: ColumnSettings[];
  readonly notes: readonly Text[];
}

/** Numbers first in order of size, then words in code-point order: the same on every machine. */
function sortCategories(categories: readonly string[]): string[] {
  return [...categories].sort((one, other) => {
    const difference = Number(one) - Number(other);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    return one < other ? -1 : Number(one > other);
  });
}

/** Listed for few-valued numbers too, so that turning such a column into a category needs no second look at the file. */
function categoriesOf({ distinct }: ColumnFacts, isCategory: boolean): string[] {
  if (!distinct || (!isCategory && distinct.length > MAX_NUMBER_CATEGORIES)) return [];
  return sortCategories(distinct);
}

/** Why a column cannot be a feature or target as it is, or null. */
function reasonToIgnore(facts: ColumnFacts, rows: number): keyof typeof NOTES | null {
  const { name, type, distinct, numbers, words } = facts;
  if (numbers + words === 0) return 'empty';
  const isDistinct = distinct === null || distinct.length === rows;
  const isKeyName = facts.unnamed || KEY_NAMES.has(name.toLowerCase());
  if (type === 'number') {
    const isWhole = distinct === null || distinct.every((value) => /^\d+$/.test(value));
    return isKeyName && isDistinct && isWhole ? 'key' : null;
  }
  if (isDistinct && distinct !== null && rows >= MIN_ROWS_FOR_KEYS) return 'key';
  const isTooLong = distinct?.some((value) => value.length > MAX_NAME_CHARACTERS);
  return distinct === null || isTooLong ? 'categories' : null;
}

function isClassLabel({ type, distinct }: ColumnFacts, rows: number): boolean {
  if (type === 'word') return true;
  return (
    distinct !== null &&
    distinct.length >= 2 &&
    distinct.length <= MAX_NUMERIC_CLASSES &&
    rows >= ROWS_PER_NUMERIC_CLASS * distinct.length &&
    distinct.every((value) => /^[+-]?\d+$/.test(value))
  );
}

/**
 * Roles and encodings to start with: the last usable column (or one named target, label, class or y) is the
 * target; keys, empty columns and free text are ignored; the rest are features.
 */
export function proposeColumns(facts: readonly ColumnFacts[], rows: number): Proposal {
  const ignored = facts.map((own) => reasonToIgnore(own, rows));
  const usable = facts.filter((_, index) => ignored[index] === null);
  const target =
    usable.find(({ name }) => TARGET_NAMES.has(name.toLowerCase())) ?? usable.at(-1) ?? null;
  const columns = facts.map((own, index): ColumnSettings => {
    const isTarget = own === target;
    const isCategory = own.type === 'word' || (isTarget && isClassLabel(own, rows));
    return {
      name: own.name,
      role: isTarget ? 'target' : ignored[index] === null ? 'feature' : 'ignore',
      encoding: isCategory ? 'category' : 'number',
      missing: isTarget ? 'drop' : 'mean',
      categories: ignored[index] === null ? categoriesOf(own, isCategory) : [],
    };
  });
  const notes = facts.flatMap(({ name }, index) => {
    const reason = ignored[index];
    return reason ? [fillText(NOTES[reason], { column: name, limit: MAX_CATEGORIES })] : [];
  });
  return { columns, notes };
}

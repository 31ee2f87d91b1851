import type { Table } from '../catalogue/dataset';
import { fillText, type Text, type TextValues } from '../text/text';

/**
 * Every sentence that says why data cannot be used, in one place: what is wrong, where, and what would be right.
 * `{{place}}` is a row or line, from `placeOfRow`.
 */
export const DATA_TEXTS = {
  'no-rows': {
    en: 'The data has no rows left to train on ({{dropped}} rows were left out because of missing values).',
    zh: '数据中没有可用于训练的行（有 {{dropped}} 行因缺失值被排除）。',
  },
  'no-training-rows': {
    en: 'The training share is empty: {{count}} rows are too few for a validation share of {{share}}.',
    zh: '训练集为空：{{count}} 行数据不足以划出比例为 {{share}} 的验证集。',
  },
  'no-features': {
    en: 'No column is used as a feature. Give at least one column the role “feature”.',
    zh: '没有任何列作为特征。请至少把一列的角色设为“特征”。',
  },
  'no-target': {
    en: 'No column is the target. Give the column to predict the role “target”.',
    zh: '没有目标列。请把要预测的列的角色设为“目标”。',
  },
  'mixed-targets': {
    en: 'A category to predict must be the only target, but {{count}} columns are targets. Keep one of them.',
    zh: '预测类别时只能有一个目标列，但现在有 {{count}} 个。请只保留其中一个。',
  },
  'column-missing': {
    en: 'The data has no column “{{column}}”. Its columns are: {{columns}}.',
    zh: '数据中没有名为“{{column}}”的列。现有的列：{{columns}}。',
  },
  'not-a-number': {
    en: '{{place}}, column “{{column}}”: “{{value}}” is not a number. Correct it, or encode the column as a category.',
    zh: '{{place}}，“{{column}}”列：“{{value}}”不是数字。请改正该值，或将该列按类别编码。',
  },
  'not-finite': {
    en: '{{place}}, column “{{column}}”: {{value}} is beyond the range of 32-bit numbers (±3.4e38).',
    zh: '{{place}}，“{{column}}”列：{{value}} 超出 32 位浮点数的范围（±3.4e38）。',
  },
  'missing-value': {
    en: '{{place}}, column “{{column}}” has no value. Fill it in, or let missing values be replaced by the mean or dropped.',
    zh: '{{place}}，“{{column}}”列缺少值。请补全，或将缺失值设为用均值填充或丢弃该行。',
  },
  'unknown-category': {
    en: '{{place}}, column “{{column}}”: “{{value}}” is not one of the column’s categories ({{categories}}). Add it to them, or correct it.',
    zh: '{{place}}，“{{column}}”列：“{{value}}”不在该列的类别之中（{{categories}}）。请添加该类别或改正该值。',
  },
  'no-categories': {
    en: 'Column “{{column}}” is encoded as a category but has none listed. Import the data again, or list its categories.',
    zh: '“{{column}}”列按类别编码，但没有列出任何类别。请重新导入数据，或列出其类别。',
  },
  'too-large': {
    en: 'The data would take {{size}} MB in memory; at most {{limit}} MB are allowed. Use fewer rows, columns or categories.',
    zh: '数据将占用 {{size}} MB 内存，上限为 {{limit}} MB。请减少行数、列数或类别数。',
  },
  'shape-mismatch': {
    en: 'A sample has {{found}} numbers where the project’s columns say {{expected}}. Choose the dataset again.',
    zh: '每个样本有 {{found}} 个数，而项目的列设置要求 {{expected}} 个。请重新选择数据集。',
  },
} as const satisfies Record<string, Text>;

export type DataFailureKind = keyof typeof DATA_TEXTS;

/** Why data cannot be used, as a `HostFailure` carries it. */
export interface DataFailure {
  readonly kind: DataFailureKind;
  readonly text: Text;
}

/** The failure's sentences with their slots filled; a value may differ by language. */
export const dataFailure = (kind: DataFailureKind, values: TextValues = {}): DataFailure => ({
  kind,
  text: fillText(DATA_TEXTS[kind], values),
});

const PLACES: Readonly<Record<NonNullable<Table['unit']>, (place: number) => Text>> = {
  line: (place) => ({ en: `Line ${place}`, zh: `第 ${place} 行` }),
  entry: (place) => ({ en: `Entry [${place}]`, zh: `第 [${place}] 项` }),
};

/** A place in a person's file: its line, or the index of its entry as programs count, from 0. */
export const placeAt = (place: number, unit: Table['unit'] = 'line'): Text => PLACES[unit](place);

/** Where a row stands: its place in the file where there is one, else its number from 1. */
export const placeOfRow = (row: number, { lines, unit }: Pick<Table, 'lines' | 'unit'>): Text =>
  lines ? placeAt(lines[row], unit) : { en: `Row ${row + 1}`, zh: `第 ${row + 1} 行数据` };

const MAX_LISTED = 8;

/** The first few names of a list, for a sentence. */
export function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, MAX_LISTED)
    .map((name) => `“${name}”`)
    .join(', ');
  return names.length > MAX_LISTED ? `${shown}, …` : shown;
}

import type { Choice, ColumnSettings } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host';
import { type Result, succeed } from '../../../shared/result';
import { fillText, type Text } from '../../../shared/text/text';
import { checkFileSize, fileNameOf, storeImport } from './csv-file';
import { DELIMITERS } from './csv-rows';
import { type CsvContent, type CsvFault, readCsv } from './csv-table';
import type { DataPlaces } from './places';
import { noProgress, type Progress } from './progress';
import { proposeColumns } from './propose-columns';

const FAULT_TEXTS = {
  ragged: {
    en: 'Line {{line}} has {{found}} fields where {{expected}} are expected; the row is left out.',
    zh: '第 {{line}} 行有 {{found}} 个字段，应为 {{expected}} 个；该行已被排除。',
  },
  malformed: {
    en: 'Line {{line}}: a quotation mark stands inside a quoted field; the row is left out. Write it twice ("").',
    zh: '第 {{line}} 行：带引号的字段中出现了引号；该行已被排除。字段内的引号应写两次（""）。',
  },
  'not-a-number': {
    en: 'Line {{line}}, column “{{column}}”: “{{value}}” is not a number; it counts as missing.',
    zh: '第 {{line}} 行，“{{column}}”列：“{{value}}”不是数字，按缺失值处理。',
  },
} as const satisfies Record<CsvFault['kind'], Text>;

const MORE_FAULTS: Text = {
  en: 'And {{count}} more faults of these kinds.',
  zh: '另有 {{count}} 处同类问题。',
};

/** What an import hands back: the dataset to put into the document, its columns, and what the person should know. */
export interface ImportedCsv {
  readonly dataset: Choice;
  readonly columns: ColumnSettings[];
  readonly rows: number;
  readonly warnings: Text[];
}

/**
 * Reads a CSV and proposes how to use its columns; nothing is kept of it, and the dataset names the file without a
 * hash. Faults in single rows become warnings with their line and column; a file that cannot be read is a failure.
 */
export async function proposeTable(
  file: string,
  bytes: Uint8Array,
  progress: Progress,
): Promise<Result<ImportedCsv, HostFailure>> {
  const fits = checkFileSize(file, bytes.byteLength);
  if (!fits.ok) return fits;
  const options = { delimiter: 'auto', header: null, types: new Map() } as const;
  const read = await readCsv(file, bytes, options, progress);
  if (!read.ok) return read;
  const { facts, table, header, delimiter } = read.value;
  const { columns, notes } = proposeColumns(facts, table.count);
  const named = Object.entries(DELIMITERS).find(([, character]) => character === delimiter);
  return succeed({
    dataset: {
      kind: 'csv',
      parameters: { file, hash: '', delimiter: named?.[0] ?? 'auto', header },
    },
    columns,
    rows: table.count,
    warnings: [...notes, ...faultTexts(read.value)],
  });
}

/** Reads a CSV that a person chose, and keeps a copy in the import folder, by whose hash the dataset names it. */
export async function importCsv(
  name: string,
  bytes: Uint8Array,
  places: DataPlaces,
  progress: Progress = noProgress,
): Promise<Result<ImportedCsv, HostFailure>> {
  const file = fileNameOf(name);
  const table = await proposeTable(file, bytes, progress);
  if (!table.ok) return table;
  const stored = await storeImport(file, bytes, places, 'csv');
  if (!stored.ok) return stored;
  const { dataset } = table.value;
  const parameters = { ...dataset.parameters, hash: stored.value };
  return succeed({ ...table.value, dataset: { ...dataset, parameters } });
}

function faultTexts({ faults, faultCount, facts }: CsvContent): Text[] {
  const texts = faults.map((fault) =>
    fillText(FAULT_TEXTS[fault.kind], { ...fault, expected: facts.length }),
  );
  const more = faultCount - faults.length;
  return more > 0 ? [...texts, fillText(MORE_FAULTS, { count: more })] : texts;
}

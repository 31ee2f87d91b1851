import { placeAt } from '../../../shared/data/failures';
import type { Choice, ColumnSettings } from '../../../shared/document/schema';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { fillText, type Text } from '../../../shared/text/text';
import { checkFileSize, fileNameOf, type ImportKind, storeImport } from './csv-file';
import { DELIMITERS } from './csv-rows';
import { readCsv } from './csv-table';
import { encodingNotes } from './csv-text';
import { readJsonTable } from './json-table';
import type { DataPlaces } from './places';
import { noProgress, type Progress } from './progress';
import { proposeColumns } from './propose-columns';
import type { TableContent, TableFault } from './table-rows';

const FAULT_TEXTS = {
  ragged: {
    en: '{{place}} has {{found}} fields where {{expected}} are expected; the row is left out.',
    zh: '{{place}}有 {{found}} 个字段，应为 {{expected}} 个；该行已被排除。',
  },
  malformed: {
    en: '{{place}}: a quotation mark stands inside a quoted field; the row is left out. Write it twice ("").',
    zh: '{{place}}：带引号的字段中出现了引号；该行已被排除。字段内的引号应写两次（""）。',
  },
  'not-an-object': {
    en: '{{place}} is no object with a value for each column; it is left out.',
    zh: '{{place}}不是由各列的值组成的对象，已被排除。',
  },
  nested: {
    en: '{{place}}, column “{{column}}”: the value is a list or an object; it counts as missing.',
    zh: '{{place}}，“{{column}}”列：值是列表或对象，按缺失值处理。',
  },
  'not-a-number': {
    en: '{{place}}, column “{{column}}”: “{{value}}” is not a number; it counts as missing.',
    zh: '{{place}}，“{{column}}”列：“{{value}}”不是数字，按缺失值处理。',
  },
} as const satisfies Record<TableFault['kind'], Text>;

const MORE_FAULTS: Text = {
  en: 'And {{count}} more faults of these kinds.',
  zh: '另有 {{count}} 处同类问题。',
};

/** What an import hands back: the dataset to put into the document, its columns, and what the person should know. */
export interface ImportedTable {
  readonly dataset: Choice;
  readonly columns: ColumnSettings[];
  readonly rows: number;
  readonly warnings: Text[];
}

/** A file as a table, with the settings under which it is read again; the dataset's hash is not known yet. */
interface ReadTable {
  readonly content: TableContent;
  readonly parameters: Choice['parameters'];
  /** What a person should know of how it was read. */
  readonly notes: readonly Text[];
}

type Reader = (
  file: string,
  bytes: Uint8Array,
  progress: Progress,
) => Promise<Result<ReadTable, HostFailure>>;

const READERS: Readonly<Record<Exclude<ImportKind, 'pictures'>, Reader>> = {
  async csv(file, bytes, progress) {
    const options = { delimiter: 'auto', header: null, types: new Map() } as const;
    const read = await readCsv(file, bytes, options, progress);
    if (!read.ok) return read;
    const { header, delimiter, encoding } = read.value;
    const named = Object.entries(DELIMITERS).find(([, character]) => character === delimiter);
    return succeed({
      content: read.value,
      parameters: { delimiter: named?.[0] ?? 'auto', header },
      notes: encodingNotes(file, encoding),
    });
  },
  async json(file, bytes, progress) {
    const read = await readJsonTable(file, bytes, { types: new Map() }, progress);
    return read.ok ? succeed({ content: read.value, parameters: {}, notes: [] }) : read;
  },
};

const kindOf = (file: string): keyof typeof READERS =>
  file.toLowerCase().endsWith('.json') ? 'json' : 'csv';

/**
 * Reads a CSV or JSON table and proposes how to use its columns; nothing is kept of it, and the dataset names the file
 * without a hash. Faults in single rows become warnings with their place and column; a file that cannot be read is a
 * failure.
 */
export async function proposeTable(
  file: string,
  bytes: Uint8Array,
  progress: Progress,
): Promise<Result<ImportedTable, HostFailure>> {
  const fits = checkFileSize(file, bytes.byteLength);
  if (!fits.ok) return fits;
  const kind = kindOf(file);
  const read = await READERS[kind](file, bytes, progress);
  if (!read.ok) return read;
  const { content, parameters } = read.value;
  const { columns, notes } = proposeColumns(content.facts, content.table.count);
  return succeed({
    dataset: { kind, parameters: { file, hash: '', ...parameters } },
    columns,
    rows: content.table.count,
    warnings: [...read.value.notes, ...notes, ...faultTexts(content)],
  });
}

/** Reads a table that a person chose, and keeps a copy in the import folder, by whose hash the dataset names it. */
export async function importTable(
  name: string,
  bytes: Uint8Array,
  places: DataPlaces,
  progress: Progress = noProgress,
): Promise<Result<ImportedTable, HostFailure>> {
  const file = fileNameOf(name);
  const table = await proposeTable(file, bytes, progress);
  if (!table.ok) return table;
  const stored = await storeImport(file, bytes, places, kindOf(file));
  if (!stored.ok) return stored;
  const { dataset } = table.value;
  const parameters = { ...dataset.parameters, hash: stored.value };
  return succeed({ ...table.value, dataset: { ...dataset, parameters } });
}

function faultTexts({ faults, faultCount, facts, table }: TableContent): Text[] {
  const texts = faults.map((fault) =>
    fillText(FAULT_TEXTS[fault.kind], {
      ...fault,
      place: placeAt(fault.line, table.unit),
      expected: facts.length,
    }),
  );
  const more = faultCount - faults.length;
  return more > 0 ? [...texts, fillText(MORE_FAULTS, { count: more })] : texts;
}

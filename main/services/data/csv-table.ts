import { MAX_COLUMNS } from '../../../shared/document/limits';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { bytesInMemory } from './byte-source';
import { type DelimiterName, type RowVisitor, sampleRows, type Tick, visitRows } from './csv-rows';
import { decodeText, type TextPieces } from './csv-text';
import { isMissingWord, parseNumber } from './csv-values';
import type { Encoding } from './encodings';
import { failRead } from './failures';
import { noProgress, type Progress } from './progress';
import { type RowSource, readRows, type TableContent, type TableOptions } from './table-rows';

export interface CsvOptions extends TableOptions {
  readonly delimiter: DelimiterName;
  /** Whether the first row names the columns; null: find out. */
  readonly header: boolean | null;
}

export interface CsvContent extends TableContent {
  readonly header: boolean;
  readonly delimiter: string;
  readonly encoding: Encoding;
}

/** A CSV's rows, ready to be visited as often as needed, and how it is written. */
export interface CsvSource extends RowSource {
  readonly header: boolean;
  readonly encoding: Encoding;
}

/**
 * Looks at the first rows of a CSV: its delimiter, whether it has a header, how many columns. `tick` is called once a
 * piece of the text that is visited, and waited for.
 */
export function openCsv(
  file: string,
  text: TextPieces,
  options: Pick<CsvOptions, 'delimiter' | 'header'>,
  tick: Tick = () => undefined,
): Result<CsvSource, HostFailure> {
  const { delimiter, rows } = sampleRows(text, options.delimiter);
  if (rows.length === 0) return failRead('empty', { file });
  const width = rows[0].length;
  if (width > MAX_COLUMNS) {
    return failRead('too-many-columns', { file, count: width, limit: MAX_COLUMNS });
  }
  const header = options.header ?? looksLikeHeader(rows, delimiter);
  const visit = (visitor: RowVisitor) =>
    visitRows(file, text, delimiter, header ? withoutFirst(visitor) : visitor, tick);
  const names = header ? rows[0] : [];
  const { encoding } = text;
  return succeed({
    file,
    unit: 'line',
    delimiter,
    names,
    width,
    faults: [],
    header,
    encoding,
    visit,
  });
}

/** Reads a CSV into typed columns, in two passes over its text. */
export async function readCsv(
  file: string,
  bytes: Uint8Array,
  options: CsvOptions,
  progress: Progress = noProgress,
): Promise<Result<CsvContent, HostFailure>> {
  const text = decodeText(file, bytesInMemory(bytes));
  if (!text.ok) return text;
  // Both passes read every piece.
  const total = 2 * text.value.count;
  let done = 0;
  const source = openCsv(file, text.value, options, () => {
    done = Math.min(done + 1, total);
    progress(done, total);
  });
  if (!source.ok) return source;
  const read = await readRows(source.value, options);
  const { header, delimiter, encoding } = source.value;
  return read.ok ? succeed({ ...read.value, header, delimiter, encoding }) : read;
}

/** Passes on every row but the first, which names the columns. */
function withoutFirst(visitor: RowVisitor): RowVisitor {
  let isFirst = true;
  return {
    malformed: (line) => visitor.malformed(line),
    row(fields, line) {
      if (!isFirst) visitor.row(fields, line);
      isFirst = false;
    },
  };
}

/** A header has a name in every field but perhaps the first, no number, and no name twice. */
function looksLikeHeader(rows: readonly (readonly string[])[], delimiter: string): boolean {
  const [first] = rows;
  const named = first.slice(first[0] === '' ? 1 : 0);
  const couldBe = named.every(
    (field) => field !== '' && parseNumber(field, delimiter) === null && !isMissingWord(field),
  );
  return couldBe && new Set(first).size === first.length;
}

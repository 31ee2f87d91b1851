import { MAX_COLUMNS } from '../../../shared/document/limits';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { type DelimiterName, type RowVisitor, sampleRows, visitRows } from './csv-rows';
import { decodeText } from './csv-text';
import { isMissingWord, parseNumber } from './csv-values';
import { failRead } from './failures';
import { noProgress, type Progress } from './progress';
import { readRows, type TableContent, type TableOptions } from './table-rows';

export interface CsvOptions extends TableOptions {
  readonly delimiter: DelimiterName;
  /** Whether the first row names the columns; null: find out. */
  readonly header: boolean | null;
}

export interface CsvContent extends TableContent {
  readonly header: boolean;
  readonly delimiter: string;
}

/** Reads a CSV into typed columns, in two passes over its text. */
export async function readCsv(
  file: string,
  bytes: Uint8Array,
  options: CsvOptions,
  progress: Progress = noProgress,
): Promise<Result<CsvContent, HostFailure>> {
  const text = decodeText(file, bytes);
  if (!text.ok) return text;
  const sample = sampleRows(text.value, options.delimiter);
  if (sample.rows.length === 0) return failRead('empty', { file });
  const { delimiter } = sample;
  const width = sample.rows[0].length;
  if (width > MAX_COLUMNS) {
    return failRead('too-many-columns', { file, count: width, limit: MAX_COLUMNS });
  }
  const header = options.header ?? looksLikeHeader(sample.rows, delimiter);
  // Both passes read every piece.
  const total = 2 * text.value.count;
  let done = 0;
  const tick = (): void => {
    done = Math.min(done + 1, total);
    progress(done, total);
  };
  const visit = (visitor: RowVisitor) =>
    visitRows(file, text.value, delimiter, header ? withoutFirst(visitor) : visitor, tick);
  const names = header ? sample.rows[0] : [];
  const source = { file, unit: 'line', delimiter, names, width, faults: [], visit } as const;
  const read = await readRows(source, options);
  return read.ok ? succeed({ ...read.value, header, delimiter }) : read;
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

import type { Table, TableColumn } from '../../../shared/catalogue/dataset';
import { MAX_CATEGORIES, MAX_COLUMNS, MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { HostFailure } from '../../../shared/host';
import { type Result, succeed } from '../../../shared/result';
import { type DelimiterName, sampleRows, visitRows } from './csv-rows';
import type { TextPieces } from './csv-text';
import { decodeText } from './csv-text';
import { isMissingWord, parseNumber } from './csv-values';
import { failRead } from './failures';
import { noProgress, type Progress } from './progress';

/** Faults kept for sentences; the rest is only counted. */
const MAX_LISTED_FAULTS = 20;
/** From this share of rows with a wrong number of fields on, the delimiter is wrong and not the rows. */
const MAX_RAGGED_SHARE = 0.5;
/** A column is numeric if more than this share of its values are numbers; the others are faults to be named. */
const NUMERIC_SHARE = 2 / 3;

export interface CsvOptions {
  readonly delimiter: DelimiterName;
  /** Whether the first row names the columns; null: find out. */
  readonly header: boolean | null;
  /** The type that a column must have, by name; others are found out. */
  readonly types: ReadonlyMap<string, TableColumn['type']>;
}

/** What was seen in a column. */
export interface ColumnFacts {
  readonly name: string;
  /** The file gave no name for it. */
  readonly unnamed: boolean;
  readonly type: TableColumn['type'];
  readonly numbers: number;
  readonly words: number;
  readonly missing: number;
  /** Different values as written, or null where there are more than `MAX_CATEGORIES`. */
  readonly distinct: readonly string[] | null;
}

export type CsvFault =
  | { readonly kind: 'ragged'; readonly line: number; readonly found: number }
  | { readonly kind: 'malformed'; readonly line: number }
  | {
      readonly kind: 'not-a-number';
      readonly line: number;
      readonly column: string;
      readonly value: string;
    };

export interface CsvContent {
  readonly table: Table;
  readonly facts: readonly ColumnFacts[];
  readonly header: boolean;
  readonly delimiter: string;
  readonly faults: readonly CsvFault[];
  readonly faultCount: number;
}

/**
 * Reads a CSV into typed columns: twice over the text, first to see what the columns hold and how many rows there
 * are, then to fill arrays of that size, so that memory stays near that of the numbers themselves.
 * Rows with a wrong number of fields are left out and words in numeric columns become missing values; both are
 * listed with their lines.
 */
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
  const width = sample.rows[0].length;
  if (width > MAX_COLUMNS) {
    return failRead('too-many-columns', { file, count: width, limit: MAX_COLUMNS });
  }
  const header = options.header ?? looksLikeHeader(sample.rows, sample.delimiter);
  const { delimiter } = sample;
  // Both passes read every piece.
  const total = 2 * text.value.count;
  let done = 0;
  const tick = (): void => {
    done = Math.min(done + 1, total);
    progress(done, total);
  };
  const source: Source = { file, text: text.value, delimiter, header, width, tick };
  const survey = await surveyColumns(source, header ? sample.rows[0] : [], options);
  if (!survey.ok) return survey;
  return fillTable(source, survey.value);
}

interface Source {
  readonly file: string;
  readonly text: TextPieces;
  readonly delimiter: string;
  readonly header: boolean;
  readonly width: number;
  /** Called once a piece of the text. */
  readonly tick: () => void;
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

/** Names of all columns: given, trimmed to the allowed length, and each only once. */
function nameColumns(given: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const own = (given[index] ?? '').slice(0, MAX_NAME_CHARACTERS - 8) || `column ${index + 1}`;
    let name = own;
    for (let copy = 2; taken.has(name); copy += 1) name = `${own} (${copy})`;
    taken.add(name);
    return name;
  });
}

interface Survey {
  readonly rows: number;
  readonly facts: readonly ColumnFacts[];
  readonly faults: readonly CsvFault[];
  readonly faultCount: number;
}

class FaultList {
  readonly listed: CsvFault[] = [];
  count = 0;

  add(fault: CsvFault): void {
    this.count += 1;
    if (this.listed.length < MAX_LISTED_FAULTS) this.listed.push(fault);
  }
}

async function surveyColumns(
  source: Source,
  given: readonly string[],
  { types }: CsvOptions,
): Promise<Result<Survey, HostFailure>> {
  const { file, width, delimiter } = source;
  const tallies = nameColumns(given, width).map((name, index) => ({
    name,
    unnamed: source.header && !given[index],
    numbers: 0,
    words: 0,
    missing: 0,
    distinct: new Set<string>() as Set<string> | null,
  }));
  const faults = new FaultList();
  let ragged = 0;
  let rows = 0;
  let isHeader = source.header;
  const visited = await visitRows(
    file,
    source.text,
    delimiter,
    {
      malformed: (line) => faults.add({ kind: 'malformed', line }),
      row(fields, line) {
        if (isHeader) {
          isHeader = false;
          return;
        }
        if (fields.length !== width) {
          ragged += 1;
          faults.add({ kind: 'ragged', line, found: fields.length });
          return;
        }
        rows += 1;
        for (let index = 0; index < width; index += 1)
          tally(tallies[index], fields[index], delimiter);
      },
    },
    source.tick,
  );
  if (!visited.ok) return visited;
  const firstRagged = faults.listed.find((fault) => fault.kind === 'ragged');
  if (firstRagged && ragged > MAX_RAGGED_SHARE * (rows + ragged)) {
    return failRead('mostly-ragged', {
      file,
      bad: ragged,
      rows: rows + ragged,
      expected: width,
      line: firstRagged.line,
    });
  }
  if (rows === 0) return failRead('empty', { file });
  const facts = tallies.map((own): ColumnFacts => {
    const isNumeric = own.numbers > NUMERIC_SHARE * (own.numbers + own.words) || own.words === 0;
    return {
      ...own,
      type: types.get(own.name) ?? (isNumeric ? 'number' : 'word'),
      distinct: own.distinct ? [...own.distinct] : null,
    };
  });
  return succeed({ rows, facts, faults: faults.listed, faultCount: faults.count });
}

function tally(
  column: { numbers: number; words: number; missing: number; distinct: Set<string> | null },
  field: string,
  delimiter: string,
): void {
  if (isMissingWord(field)) {
    column.missing += 1;
    return;
  }
  if (parseNumber(field, delimiter) === null) column.words += 1;
  else column.numbers += 1;
  if (!column.distinct || column.distinct.has(field)) return;
  column.distinct.add(ownCopy(field));
  if (column.distinct.size > MAX_CATEGORIES) column.distinct = null;
}

/** A field is a slice of a decoded piece and would keep all of it in memory; a copy keeps only itself. */
const ownCopy = (field: string): string => Buffer.from(field, 'utf8').toString('utf8');

interface Filler {
  readonly column: TableColumn;
  fill(row: number, field: string, line: number): void;
}

function createFiller(
  facts: ColumnFacts,
  rows: number,
  delimiter: string,
  faults: FaultList,
): Filler {
  const { name, type } = facts;
  if (type === 'number') {
    const values = new Float64Array(rows);
    return {
      column: { name, type, values },
      fill(row, field, line) {
        const number = isMissingWord(field) ? Number.NaN : parseNumber(field, delimiter);
        if (number === null) {
          faults.add({
            kind: 'not-a-number',
            line,
            column: name,
            value: ownCopy(field.slice(0, 40)),
          });
        }
        values[row] = number ?? Number.NaN;
      },
    };
  }
  // Equal words share one string: a column of a million labels costs a million references, not as many strings.
  const words = new Map<string, string>([['', '']]);
  const values = new Array<string>(rows).fill('');
  return {
    column: { name, type, values },
    fill(row, field) {
      if (isMissingWord(field)) return;
      const known = words.get(field);
      const word = known ?? ownCopy(field);
      if (known === undefined) words.set(word, word);
      values[row] = word;
    },
  };
}

async function fillTable(source: Source, survey: Survey): Promise<Result<CsvContent, HostFailure>> {
  const { file, text, delimiter, header, width } = source;
  const faults = new FaultList();
  const fillers = survey.facts.map((facts) => createFiller(facts, survey.rows, delimiter, faults));
  const lines = new Uint32Array(survey.rows);
  let row = 0;
  let isHeader = header;
  const visited = await visitRows(
    file,
    text,
    delimiter,
    {
      malformed: () => undefined,
      row(fields, line) {
        if (isHeader) {
          isHeader = false;
          return;
        }
        if (fields.length !== width) return;
        lines[row] = line;
        for (let index = 0; index < width; index += 1)
          fillers[index].fill(row, fields[index], line);
        row += 1;
      },
    },
    source.tick,
  );
  if (!visited.ok) return visited;
  const listed = [...survey.faults, ...faults.listed].sort((one, other) => one.line - other.line);
  return succeed({
    table: {
      type: 'table',
      count: survey.rows,
      columns: fillers.map(({ column }) => column),
      lines,
    },
    facts: survey.facts,
    header,
    delimiter,
    faults: listed.slice(0, MAX_LISTED_FAULTS),
    faultCount: survey.faultCount + faults.count,
  });
}

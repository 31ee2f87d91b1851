import type { Table, TableColumn } from '../../../shared/catalogue/dataset';
import { MAX_CATEGORIES, MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import type { RowVisitor } from './csv-rows';
import { isMissingWord, parseNumber } from './csv-values';
import { failRead } from './failures';

/** Faults kept for sentences; the rest is only counted. */
const MAX_LISTED_FAULTS = 20;
/** From this share of rows with a wrong number of fields on, the delimiter is wrong and not the rows. */
const MAX_RAGGED_SHARE = 0.5;
/** A column is numeric if more than this share of its values are numbers; the others are faults to be named. */
const NUMERIC_SHARE = 2 / 3;

export interface TableOptions {
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

/** What is wrong in a row; `line` is its line in the file, or its index in a list of entries. */
export type TableFault =
  | { readonly kind: 'ragged'; readonly line: number; readonly found: number }
  | { readonly kind: 'malformed'; readonly line: number }
  | { readonly kind: 'not-an-object'; readonly line: number }
  | { readonly kind: 'nested'; readonly line: number; readonly column: string }
  | {
      readonly kind: 'not-a-number';
      readonly line: number;
      readonly column: string;
      readonly value: string;
    };

export interface TableContent {
  readonly table: Table;
  readonly facts: readonly ColumnFacts[];
  readonly faults: readonly TableFault[];
  readonly faultCount: number;
}

/** Rows of fields from whatever file; they are visited twice. */
export interface RowSource {
  readonly file: string;
  /** What rows are known by. */
  readonly unit: NonNullable<Table['unit']>;
  /** What stands between fields: where it is no comma, a comma may be a decimal point. */
  readonly delimiter: string;
  /** Names that the file gives its columns; empty where it gives none. */
  readonly names: readonly string[];
  readonly width: number;
  /** Faults that were found before rows are. */
  readonly faults: readonly TableFault[];
  visit(visitor: RowVisitor): Promise<Result<void, HostFailure>>;
}

/**
 * Rows as typed columns: visited twice, first to see what the columns hold and how many rows there are, then to fill
 * arrays of that size, so that memory stays near that of the numbers themselves. Rows with a wrong number of fields are
 * left out and words in numeric columns become missing values; both are listed with their place.
 */
export async function readRows(
  source: RowSource,
  options: TableOptions,
): Promise<Result<TableContent, HostFailure>> {
  const survey = await surveyColumns(source, options);
  return survey.ok ? fillTable(source, survey.value) : survey;
}

/** Names of all columns: given, trimmed to the allowed length, and each only once. */
export function nameColumns(given: readonly string[], width: number): string[] {
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
  readonly faults: readonly TableFault[];
  readonly faultCount: number;
}

class FaultList {
  readonly listed: TableFault[] = [];
  count = 0;

  add(fault: TableFault): void {
    this.count += 1;
    if (this.listed.length < MAX_LISTED_FAULTS) this.listed.push(fault);
  }
}

async function surveyColumns(
  source: RowSource,
  { types }: TableOptions,
): Promise<Result<Survey, HostFailure>> {
  const { file, width, delimiter, names } = source;
  const tallies = nameColumns(names, width).map((name, index) => ({
    name,
    unnamed: names.length > 0 && !names[index],
    numbers: 0,
    words: 0,
    missing: 0,
    distinct: new Set<string>() as Set<string> | null,
  }));
  const faults = new FaultList();
  let ragged = 0;
  let rows = 0;
  for (const fault of source.faults) faults.add(fault);
  const visited = await source.visit({
    malformed: (line) => faults.add({ kind: 'malformed', line }),
    row(fields, line) {
      if (fields.length !== width) {
        ragged += 1;
        faults.add({ kind: 'ragged', line, found: fields.length });
        return;
      }
      rows += 1;
      for (let index = 0; index < width; index += 1) {
        tally(tallies[index], fields[index], delimiter);
      }
    },
  });
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
export const ownCopy = (field: string): string => Buffer.from(field, 'utf8').toString('utf8');

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

async function fillTable(
  source: RowSource,
  survey: Survey,
): Promise<Result<TableContent, HostFailure>> {
  const { delimiter, width, unit } = source;
  const faults = new FaultList();
  const fillers = survey.facts.map((facts) => createFiller(facts, survey.rows, delimiter, faults));
  const lines = new Uint32Array(survey.rows);
  let row = 0;
  const visited = await source.visit({
    malformed: () => undefined,
    row(fields, line) {
      if (fields.length !== width) return;
      lines[row] = line;
      for (let index = 0; index < width; index += 1) fillers[index].fill(row, fields[index], line);
      row += 1;
    },
  });
  if (!visited.ok) return visited;
  const listed = [...survey.faults, ...faults.listed].sort((one, other) => one.line - other.line);
  const columns = fillers.map(({ column }) => column);
  return succeed({
    table: { type: 'table', count: survey.rows, columns, lines, unit },
    facts: survey.facts,
    faults: listed.slice(0, MAX_LISTED_FAULTS),
    faultCount: survey.faultCount + faults.count,
  });
}

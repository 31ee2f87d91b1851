import type { Table, TableColumn } from '../catalogue/dataset';
import type { ColumnSettings } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { type DataFailure, dataFailure, listNames, placeOfRow } from './failures';

/** A column of the table beside the settings that say how it is used. */
export interface UsedColumn {
  readonly settings: ColumnSettings;
  readonly column: TableColumn;
  /** Where its rows stand in the person's file. */
  readonly places: Pick<Table, 'lines' | 'unit'>;
}

/** A category is kept as its index; this one stands for a missing value. */
export const MISSING_CATEGORY = -1;

const MAX_FLOAT32 = 3.4028234663852886e38;

/** Pairs settings with the table's columns of the same name. */
export function pairColumns(
  table: Table,
  settings: readonly ColumnSettings[],
): Result<readonly UsedColumn[], DataFailure> {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const used: UsedColumn[] = [];
  for (const own of settings) {
    if (own.role === 'ignore') continue;
    const column = byName.get(own.name);
    if (!column) {
      const columns = listNames(table.columns.map(({ name }) => name));
      return fail(dataFailure('column-missing', { column: own.name, columns }));
    }
    used.push({ settings: own, column, places: table });
  }
  return succeed(used);
}

/** True where the table has no value. */
export function isMissing({ column }: UsedColumn, row: number): boolean {
  return column.type === 'number' ? Number.isNaN(column.values[row]) : column.values[row] === '';
}

/**
 * The numbers of the given rows, NaN where missing. A word that is no number, or a number that 32 bits cannot
 * hold, is a failure that names its place.
 */
export function readNumbers(
  { column, places }: Pick<UsedColumn, 'column' | 'places'>,
  rows: Uint32Array,
): Result<Float64Array, DataFailure> {
  const numbers = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    const value = column.values[row];
    const number = value === '' ? Number.NaN : Number(value);
    if (Number.isNaN(number) && typeof value === 'string' && value !== '') {
      const place = placeOfRow(row, places);
      return fail(dataFailure('not-a-number', { place, column: column.name, value }));
    }
    if (Math.abs(number) > MAX_FLOAT32) {
      const place = placeOfRow(row, places);
      return fail(dataFailure('not-finite', { place, column: column.name, value: String(number) }));
    }
    numbers[index] = number;
  }
  return succeed(numbers);
}

/** The category index of the given rows, `MISSING_CATEGORY` where missing; an unlisted one is a failure. */
export function readCategories(
  used: UsedColumn,
  rows: Uint32Array,
): Result<Int32Array, DataFailure> {
  const { settings, column, places } = used;
  if (settings.categories.length === 0) {
    return fail(dataFailure('no-categories', { column: column.name }));
  }
  const indices = new Map(settings.categories.map((category, index) => [category, index]));
  const codes = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (isMissing(used, row)) {
      codes[index] = MISSING_CATEGORY;
      continue;
    }
    const value = String(column.values[row]);
    const code = indices.get(value);
    if (code === undefined) {
      const place = placeOfRow(row, places);
      const categories = listNames(settings.categories);
      return fail(
        dataFailure('unknown-category', { place, column: column.name, value, categories }),
      );
    }
    codes[index] = code;
  }
  return succeed(codes);
}

/**
 * The rows that have every value they need: a missing one is refused or drops its row as the column says. A
 * missing target always drops its row unless refused: an invented answer would be learned as if it were true.
 */
export function rowsToKeep(
  table: Table,
  columns: readonly UsedColumn[],
): Result<Uint32Array, DataFailure> {
  const dropped = new Uint8Array(table.count);
  for (const used of columns) {
    const { role, missing, name } = used.settings;
    if (missing === 'mean' && role === 'feature') continue;
    for (let row = 0; row < table.count; row += 1) {
      if (!isMissing(used, row)) continue;
      if (missing === 'refuse') {
        const place = placeOfRow(row, table);
        return fail(dataFailure('missing-value', { place, column: name }));
      }
      dropped[row] = 1;
    }
  }
  let kept = 0;
  for (const drop of dropped) kept += 1 - drop;
  const rows = new Uint32Array(kept);
  let next = 0;
  for (let row = 0; row < table.count; row += 1) {
    if (dropped[row] === 0) {
      rows[next] = row;
      next += 1;
    }
  }
  return succeed(rows);
}

import { setImmediate } from 'node:timers/promises';
import { MAX_COLUMNS } from '../../../shared/document/limits';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { bytesInMemory } from './byte-source';
import { checkFileSize } from './csv-file';
import type { RowVisitor } from './csv-rows';
import { decodeText } from './csv-text';
import { failRead } from './failures';
import { noProgress, type Progress } from './progress';
import {
  type RowSource,
  readRows,
  type TableContent,
  type TableFault,
  type TableOptions,
} from './table-rows';

/** Largest JSON table: parsed, it takes several times its size. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** Entries between two pauses, in which other calls are answered. */
const ENTRIES_AT_ONCE = 10_000;

/** A table as JSON writes it: entries by number and values by name. */
interface Entries {
  readonly count: number;
  readonly names: readonly string[];
  /** False for an entry that is no object. */
  has(entry: number): boolean;
  value(entry: number, name: string): unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entriesOfList(list: readonly unknown[]): Entries {
  const names = new Set<string>();
  for (const entry of list) {
    if (isRecord(entry)) for (const name of Object.keys(entry)) names.add(name);
  }
  return {
    count: list.length,
    names: [...names],
    has: (entry) => isRecord(list[entry]),
    value(entry, name) {
      const own = list[entry] as Readonly<Record<string, unknown>>;
      // `constructor` and the like are names like any other, and are not read from the prototype.
      return Object.hasOwn(own, name) ? own[name] : null;
    },
  };
}

function entriesOfColumns(
  file: string,
  columns: Readonly<Record<string, unknown>>,
): Result<Entries, HostFailure> {
  const names = Object.keys(columns);
  const lists = new Map<string, readonly unknown[]>();
  for (const name of names) {
    const list = columns[name];
    if (!Array.isArray(list)) return failRead('not-a-table', { file });
    lists.set(name, list);
  }
  const [first = ''] = names;
  const count = lists.get(first)?.length ?? 0;
  const other = names.find((name) => lists.get(name)?.length !== count);
  if (other !== undefined) {
    const found = lists.get(other)?.length ?? 0;
    return failRead('columns-differ', { file, column: other, found, first, expected: count });
  }
  return succeed({
    count,
    names,
    has: () => true,
    value: (entry, name) => lists.get(name)?.[entry],
  });
}

function entriesOf(file: string, text: string): Result<Entries, HostFailure> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return failRead('not-json', { file, reason: (error as SyntaxError).message });
  }
  if (Array.isArray(parsed)) return succeed(entriesOfList(parsed));
  if (isRecord(parsed)) return entriesOfColumns(file, parsed);
  return failRead('not-a-table', { file });
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** A value as a field of a CSV would write it; null and what is nested are missing. */
const fieldOf = (value: unknown): string =>
  value === null || value === undefined || isNested(value) ? '' : String(value).trim();

/** What is wrong before values are typed: entries that are no objects, and values that are no single ones. */
function faultsOf({ count, names, has, value }: Entries): TableFault[] {
  const faults: TableFault[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (!has(entry)) faults.push({ kind: 'not-an-object', line: entry });
    else {
      for (const column of names) {
        if (isNested(value(entry, column))) faults.push({ kind: 'nested', line: entry, column });
      }
    }
  }
  return faults;
}

/**
 * A JSON table's rows, ready to be visited through the same steps as those of a CSV: values are written as fields.
 * Entries that are no objects are left out, and nested values are missing; both are named by their index. `tick` hears
 * after every ten thousand entries, and at the end, how many were visited.
 */
export function openJsonTable(
  file: string,
  bytes: Uint8Array,
  tick: (count: number, total: number) => void | Promise<void> = () => undefined,
): Result<RowSource, HostFailure> {
  const fits = checkFileSize(file, bytes.byteLength, MAX_JSON_BYTES);
  if (!fits.ok) return fits;
  const text = decodeText(file, bytesInMemory(bytes));
  if (!text.ok) return text;
  const read = entriesOf(file, [...text.value.pieces()].join(''));
  if (!read.ok) return read;
  const entries = read.value;
  const { count, names, has, value } = entries;
  if (names.length > MAX_COLUMNS) {
    return failRead('too-many-columns', { file, count: names.length, limit: MAX_COLUMNS });
  }
  const faults = faultsOf(entries);
  const strangers = faults.filter(({ kind }) => kind === 'not-an-object').length;
  if (strangers > count / 2) return failRead('not-a-table', { file });
  const visit = async (visitor: RowVisitor): Promise<Result<void, HostFailure>> => {
    for (let entry = 0; entry < count; entry += 1) {
      if (has(entry))
        visitor.row(
          names.map((name) => fieldOf(value(entry, name))),
          entry,
        );
      if ((entry + 1) % ENTRIES_AT_ONCE !== 0) continue;
      await tick(entry + 1, count);
      await setImmediate();
    }
    await tick(count, count);
    return succeed(undefined);
  };
  return succeed({
    file,
    unit: 'entry',
    delimiter: ',',
    names,
    width: names.length,
    faults,
    visit,
  });
}

/** Reads a JSON table into typed columns, by what most of each column holds. */
export async function readJsonTable(
  file: string,
  bytes: Uint8Array,
  options: TableOptions,
  progress: Progress = noProgress,
): Promise<Result<TableContent, HostFailure>> {
  // Both passes visit every entry.
  let passed = 0;
  const source = openJsonTable(file, bytes, (done, total) => {
    progress(passed + done, 2 * total);
    if (done === total) passed = total;
  });
  return source.ok ? readRows(source.value, options) : source;
}

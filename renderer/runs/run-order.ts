import type { RunSummary } from '../../shared/host-data';

/** A column that the list of runs can be sorted by. */
export type SortColumn =
  | 'run'
  | 'outcome'
  | 'findingColumn'
  | 'epochs'
  | 'lossColumn'
  | 'validationColumn'
  | 'metricColumn';

/** What a column is sorted by; null stands at the end, whichever way. */
const KEYS: Readonly<Record<SortColumn, (run: RunSummary) => number | string | null>> = {
  run: ({ started }) => started,
  outcome: ({ state }) => state.phase,
  findingColumn: ({ finding }) => finding?.title.en ?? null,
  epochs: ({ state }) => state.epoch,
  lossColumn: ({ loss }) => loss,
  validationColumn: ({ validationLoss }) => validationLoss,
  metricColumn: ({ metric }) => metric?.value ?? null,
};

export interface RunOrder {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}

/** As the host lists them. */
export const NEWEST_FIRST: RunOrder = { column: 'run', isDescending: true };

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}

/** Runs in the order of a column; those that have no value there stand at the end. */
export function sortRuns(
  runs: readonly RunSummary[],
  { column, isDescending }: RunOrder,
): readonly RunSummary[] {
  const keyOf = KEYS[column];
  const isKnown = (run: RunSummary): boolean => keyOf(run) !== null;
  const known = runs.filter(isKnown).toSorted((a, b) => compareKeys(keyOf(a) ?? 0, keyOf(b) ?? 0));
  return [...(isDescending ? known.toReversed() : known), ...runs.filter((run) => !isKnown(run))];
}

/** Runs whose texts hold every word of what is looked for, in any order and case. */
export function filterRuns(
  runs: readonly RunSummary[],
  looked: string,
  textsOf: (run: RunSummary) => readonly string[],
): readonly RunSummary[] {
  const words = looked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const text = textsOf(run).join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

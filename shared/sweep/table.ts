import { csvOf, type Table } from '../csv';
import type { JsonValue } from '../document/schema';
import type { Outcome } from './outcome';
import type { SweepPlan } from './plan';

/** One run of a sweep as other programs read it: the values by axis, then what it came to. */
export interface SweepRow extends Omit<Outcome, 'run' | 'metric' | 'reason'> {
  readonly index: number;
  /** Values by axis, as the command line takes them. */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly metric: string | null;
  readonly metricValue: number | null;
  readonly reason: string | null;
}

const writtenValue = (value: JsonValue, format: (value: JsonValue) => string): JsonValue =>
  typeof value === 'object' ? format(value) : value;

/** All runs, in the order of the plan. */
export const rowsOf = (
  { axes, points }: SweepPlan,
  outcomes: readonly Outcome[],
): readonly SweepRow[] =>
  points.map(({ index, values }) => {
    const { run: _run, metric, reason, ...outcome } = outcomes[index];
    return {
      index,
      values: Object.fromEntries(
        axes.map(({ path, domain }, at) => [path, writtenValue(values[at], domain.format)]),
      ),
      ...outcome,
      metric: metric?.name ?? null,
      metricValue: metric?.value ?? null,
      reason: reason?.en ?? null,
    };
  });

const COLUMNS = [
  'phase',
  'score',
  'loss',
  'bestLoss',
  'validationLoss',
  'bestValidationLoss',
  'metric',
  'metricValue',
  'notFiniteStep',
  'cause',
  'steps',
  'seconds',
  'reason',
] as const satisfies readonly (keyof SweepRow)[];

/** A line a run: its number, the value of each axis, what it came to. */
export function sweepTable(plan: SweepPlan, outcomes: readonly Outcome[]): Table {
  const paths = plan.axes.map(({ path }) => path);
  const written = (value: JsonValue): string | number =>
    typeof value === 'number' ? value : value === null ? '' : String(value);
  const rows = rowsOf(plan, outcomes).map((row) => [
    row.index + 1,
    ...paths.map((path) => written(row.values[path])),
    ...COLUMNS.map((column) => written(row[column])),
  ]);
  return { columns: ['run', ...paths, ...COLUMNS], rows };
}

export const sweepCsv = (plan: SweepPlan, outcomes: readonly Outcome[]): string =>
  csvOf(sweepTable(plan, outcomes));

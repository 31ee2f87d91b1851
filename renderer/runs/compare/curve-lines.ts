import type { Table } from '../../../shared/csv';
import type { Column } from '../../../shared/telemetry/store';
import type { Locale } from '../../../shared/text/text';
import type { LineSource } from '../../monitor/lines-plot';
import { LOSS, trainingColumn, validationColumn } from '../../monitor/loss-series';
import { smooth } from '../../monitor/smoothing';
import { runTitle } from '../run-title';
import type { ComparedRun } from './compared-runs';
import { lineStyle } from './line-style';

/** The loss, or a metric by its kind. */
export const LOSS_MEASURE = 'loss';
export type CurveSet = 'training' | 'validation';

/** What can be drawn of these runs: the loss, then every metric that one of them measured. */
export const measuresOf = (runs: readonly ComparedRun[]): readonly string[] => [
  LOSS_MEASURE,
  ...new Set(runs.flatMap(({ layout }) => layout.metrics)),
];

const COLUMN_OF = { training: trainingColumn, validation: validationColumn } as const;

/** A run's recorded values of a measure; null where it did not measure it. */
export function curveOf(
  { telemetry, layout }: Pick<ComparedRun, 'telemetry' | 'layout'>,
  measure: string,
  set: CurveSet,
): Column | null {
  const metric = measure === LOSS_MEASURE ? LOSS : layout.metrics.indexOf(measure);
  if (measure !== LOSS_MEASURE && metric < 0) return null;
  const column = COLUMN_OF[set](telemetry, metric);
  return column.steps.length > 0 ? column : null;
}

const smoothed = new WeakMap<Column, { readonly strength: number; readonly column: Column }>();

function smoothedColumn(column: Column, strength: number): Column {
  if (strength === 0) return column;
  const known = smoothed.get(column);
  if (known?.strength === strength) return known.column;
  const made = { ...column, mean: smooth(column.mean, strength) };
  smoothed.set(column, { strength, column: made });
  return made;
}

/** A run that goes on from another one begins where that one was left; one with its weights alone begins at step 1. */
export const goesOn = ({ summary, telemetry }: ComparedRun): boolean => {
  const { from } = summary;
  const [first] = telemetry.stepRange() ?? [0];
  return Boolean(from && first > 1 && first <= from.step + 1);
};

export interface CurveOptions {
  readonly measure: string;
  readonly set: CurveSet;
  /** Concerns training alone: validation is already a mean over its whole set. */
  readonly smoothing: number;
  readonly slots: ReadonlyMap<string, number>;
  readonly locale: Locale;
}

/** The line of each run that measured it. */
export const curveLines = (
  runs: readonly ComparedRun[],
  { measure, set, smoothing, slots, locale }: CurveOptions,
): readonly LineSource[] =>
  runs.flatMap((compared): LineSource[] => {
    const column = curveOf(compared, measure, set);
    const { run } = compared.summary;
    if (!column) return [];
    return [
      {
        id: run,
        name: runTitle(compared.summary, locale),
        column: set === 'training' ? smoothedColumn(column, smoothing) : column,
        goesOn: goesOn(compared),
        ...lineStyle(slots.get(run) ?? 0),
      },
    ];
  });

/** Every recorded value of the curves, run after run, as it was measured. */
export function curvesTable(runs: readonly ComparedRun[], measure: string, locale: Locale): Table {
  const sets: readonly CurveSet[] = ['training', 'validation'];
  const rows = runs.flatMap((compared) =>
    sets.flatMap((set) => {
      const column = curveOf(compared, measure, set);
      if (!column) return [];
      const { run } = compared.summary;
      const title = runTitle(compared.summary, locale);
      return Array.from(column.steps, (step, row) => [
        run,
        title,
        set,
        step,
        column.mean[row],
        column.minimum[row],
        column.maximum[row],
      ]);
    }),
  );
  const columns = ['run', 'name', 'set', 'step', measure, `${measure}Minimum`, `${measure}Maximum`];
  return { columns, rows };
}

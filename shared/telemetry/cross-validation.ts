import type { RunSummary } from '../host-data';
import type { RunFigures } from './run-figures';

export const DEFAULT_FOLDS = 5;
export const MIN_FOLDS = 2;
export const MAX_FOLDS = 100;

/** One figure of every fold, with its mean and deviation; null where a fold has none. */
export interface FoldColumn {
  /** `loss` (training), `validationLoss`, or the name of a metric over the validated fold. */
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly mean: number | null;
  /** Of the sample: divided by the number of folds less one; null for a single fold. */
  readonly deviation: number | null;
}

function columnOf(name: string, values: readonly (number | null)[]): FoldColumn {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length) return { name, values, mean: null, deviation: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : null;
  return { name, values, mean, deviation };
}

/** What a fold tells of itself. */
type FoldFigures = Pick<RunFigures, 'loss' | 'validationLoss' | 'validationMetrics'>;

/** The table of a cross-validation, column by column; of metrics those that the first fold has. No folds, no columns. */
export function foldColumns(folds: readonly FoldFigures[]): readonly FoldColumn[] {
  if (folds.length === 0) return [];
  const [{ validationMetrics }] = folds;
  const metrics = Object.keys(validationMetrics).filter((name) => validationMetrics[name] !== null);
  const over = (name: string, figureOf: (fold: FoldFigures) => number | null) =>
    columnOf(name, folds.map(figureOf));
  return [
    over('loss', ({ loss }) => loss),
    over('validationLoss', ({ validationLoss }) => validationLoss),
    ...metrics.map((name) => over(name, (fold) => fold.validationMetrics[name] ?? null)),
  ];
}

/** A cross-validation as its runs tell it; those that were stopped, failed or are under way have no figures to compare. */
export interface CrossValidation {
  readonly id: string;
  readonly count: number;
  /** All that are kept, as they were listed. */
  readonly runs: readonly RunSummary[];
  /** Those that came to their end, by their fold. */
  readonly folds: readonly { readonly index: number; readonly summary: RunSummary }[];
}

/** The cross-validations among runs, in the order in which the first run of each is listed. */
export function crossValidationsOf(runs: readonly RunSummary[]): readonly CrossValidation[] {
  const byId = new Map<string, RunSummary[]>();
  for (const run of runs) {
    if (run.purpose.kind !== 'fold') continue;
    const { crossValidation: id } = run.purpose;
    const own = byId.get(id);
    if (own) own.push(run);
    else byId.set(id, [run]);
  }
  return [...byId].map(([id, own]) => {
    const folds = own.flatMap((summary) =>
      summary.purpose.kind === 'fold' && summary.state.phase === 'finished'
        ? [{ index: summary.purpose.index, summary }]
        : [],
    );
    const [{ purpose }] = own;
    return {
      id,
      count: purpose.kind === 'fold' ? purpose.count : own.length,
      runs: own,
      folds: folds.sort((a, b) => a.index - b.index),
    };
  });
}

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

/** The table of a cross-validation, column by column; of metrics those that the first fold has. No folds, no columns. */
export function foldColumns(folds: readonly RunFigures[]): readonly FoldColumn[] {
  if (folds.length === 0) return [];
  const [{ validationMetrics }] = folds;
  const metrics = Object.keys(validationMetrics).filter((name) => validationMetrics[name] !== null);
  const over = (name: string, figureOf: (fold: RunFigures) => number | null) =>
    columnOf(name, folds.map(figureOf));
  return [
    over('loss', ({ loss }) => loss),
    over('validationLoss', ({ validationLoss }) => validationLoss),
    ...metrics.map((name) => over(name, (fold) => fold.validationMetrics[name] ?? null)),
  ];
}

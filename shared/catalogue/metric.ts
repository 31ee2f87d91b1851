import type { ParameterTable } from './parameter';
import type { CatalogueEntry } from './registry';

/** Rows of a classification: what was right, what was said, and how well the right class was ranked. */
export interface ClassRows {
  readonly count: number;
  truthOf(row: number): number;
  predictedOf(row: number): number;
  /** How many classes were given a higher score than the right one: 0 where it won. */
  rankOf(row: number): number;
}

/** Rows of a regression in the target's own units, scaling undone. */
export interface NumberRows {
  readonly count: number;
  targetOf(row: number, column: number): number;
  predictedOf(row: number, column: number): number;
}

interface Measure<Rows> extends CatalogueEntry {
  readonly better: 'higher' | 'lower';
  /** How many sums it keeps, for so many classes or columns. */
  sums(size: number): number;
  /** Adds rows to the sums, so that a metric of many rows is gathered piece by piece. */
  add(sums: Float64Array, rows: Rows, size: number, values: MetricValues): void;
  /** The metric of all rows added; NaN where there were none. */
  value(sums: Float64Array, size: number): number;
}

/** Settings of the training that metrics look at. */
export interface MetricValues {
  /** A class counts as found among so many best ones. */
  readonly topK: number;
}

export type ClassMetric = Measure<ClassRows> & { readonly task: 'classification' };
export type NumberMetric = Measure<NumberRows> & { readonly task: 'regression' };
export type MetricDefinition = ClassMetric | NumberMetric;

type Source<Metric> = Omit<Metric, 'task' | 'parameters'>;

const NONE: ParameterTable = {};

export const defineClassMetric = (source: Source<ClassMetric>): ClassMetric => ({
  ...source,
  task: 'classification',
  parameters: NONE,
});

export const defineNumberMetric = (source: Source<NumberMetric>): NumberMetric => ({
  ...source,
  task: 'regression',
  parameters: NONE,
});

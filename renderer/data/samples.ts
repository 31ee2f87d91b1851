import type { DataShape } from '../../shared/catalogue/dataset';
import type { DataPreview } from '../../shared/host-data';

/** The preview's samples as rows: features, then the class index or the values to predict. */
export interface SampleRows {
  readonly count: number;
  readonly width: number;
  feature(row: number, column: number): number;
  /** Values to predict; 1 where it is a class. */
  readonly targets: number;
  /** The class index, or the first value. */
  target(row: number, at?: number): number;
}

export function sampleRows({ samples, sampleWidth, targetWidth }: DataPreview): SampleRows {
  const width = sampleWidth - targetWidth;
  return {
    count: sampleWidth > 0 ? samples.length / sampleWidth : 0,
    width,
    targets: targetWidth,
    feature: (row, column) => samples[row * sampleWidth + column],
    target: (row, at = 0) => samples[row * sampleWidth + width + at],
  };
}

/** Range of values with a little room; a range of width 1 around a constant. */
export function rangeOf(count: number, value: (row: number) => number): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < count; row += 1) {
    low = Math.min(low, value(row));
    high = Math.max(high, value(row));
  }
  if (!Number.isFinite(low)) return [0, 1];
  const room = (high - low) * 0.04 || 0.5;
  return [low - room, high + room];
}

/**
 * How much of a target a feature tells, 0 to 1: squared correlation for a value; for classes the share of the
 * feature's variance that lies between them (η²).
 */
export function tellingShare(rows: SampleRows, column: number, isClass: boolean): number {
  const values = Array.from({ length: rows.count }, (_, row) => rows.feature(row, column));
  const mean = meanOf(values);
  const total = sumOf(values, (value) => (value - mean) ** 2);
  if (total === 0) return 0;
  return isClass
    ? betweenClasses(rows, values, mean) / total
    : withTarget(rows, values, mean) / total;
}

const sumOf = (values: readonly number[], term: (value: number, row: number) => number): number =>
  values.reduce((sum, value, row) => sum + term(value, row), 0);

const meanOf = (values: readonly number[]): number =>
  sumOf(values, (value) => value) / Math.max(1, values.length);

function betweenClasses(rows: SampleRows, values: readonly number[], mean: number): number {
  const groups = new Map<number, number[]>();
  values.forEach((value, row) => {
    const own = groups.get(rows.target(row)) ?? [];
    own.push(value);
    groups.set(rows.target(row), own);
  });
  return [...groups.values()].reduce(
    (sum, group) => sum + group.length * (meanOf(group) - mean) ** 2,
    0,
  );
}

function withTarget(rows: SampleRows, values: readonly number[], mean: number): number {
  const targets = values.map((_, row) => rows.target(row));
  const targetMean = meanOf(targets);
  const together = sumOf(values, (value, row) => (value - mean) * (targets[row] - targetMean));
  const spread = sumOf(targets, (target) => (target - targetMean) ** 2);
  return spread === 0 ? 0 : together ** 2 / spread;
}

/** Columns of features, the most telling first: what a table's picture starts with. */
export function tellingColumns(rows: SampleRows, shape: DataShape): readonly number[] {
  const isClass = shape.classNames.length > 0;
  return Array.from({ length: rows.width }, (_, column) => column)
    .map((column) => ({ column, share: tellingShare(rows, column, isClass) }))
    .sort((one, other) => other.share - one.share || one.column - other.column)
    .map(({ column }) => column);
}

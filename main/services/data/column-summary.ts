import { MAX_CATEGORIES, MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { ColumnSummary } from '../../../shared/host-data';

const HISTOGRAM_BINS = 24;

const nothingMeasured = { minimum: null, maximum: null, mean: null, deviation: null } as const;

/** Range, mean, deviation and a histogram of equal bins over what is not missing (NaN). */
export function summarizeNumbers(name: string, values: Float64Array): ColumnSummary {
  const present = values.filter((value) => !Number.isNaN(value));
  const shared = {
    name,
    type: 'number',
    missing: values.length - present.length,
    distinct: new Set(present).size,
    categories: [],
  } as const;
  if (present.length === 0) return { ...shared, ...nothingMeasured, categories: [], counts: [] };
  let minimum = Infinity;
  let maximum = -Infinity;
  let sum = 0;
  for (const value of present) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    sum += value;
  }
  const mean = sum / present.length;
  const counts = new Array<number>(HISTOGRAM_BINS).fill(0);
  let squares = 0;
  // A constant column falls into the first bin instead of dividing by zero.
  const width = (maximum - minimum) / HISTOGRAM_BINS || 1;
  for (const value of present) {
    squares += (value - mean) ** 2;
    counts[Math.min(HISTOGRAM_BINS - 1, Math.floor((value - minimum) / width))] += 1;
  }
  const deviation = Math.sqrt(squares / present.length);
  return { ...shared, categories: [], minimum, maximum, mean, deviation, counts };
}

/** Counts of the categories in the order given, then of other words by frequency; '' is missing. */
export function summarizeWords(
  name: string,
  values: readonly string[],
  known: readonly string[],
): ColumnSummary {
  const counts = new Map<string, number>(known.map((category) => [category, 0]));
  let missing = 0;
  for (const value of values) {
    if (value === '') missing += 1;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const others = [...counts]
    .slice(known.length)
    .sort(([, one], [, other]) => other - one)
    .slice(0, Math.max(0, MAX_CATEGORIES - known.length));
  const shown = [...counts].slice(0, known.length).concat(others);
  return {
    name,
    type: 'word',
    missing,
    distinct: counts.size,
    ...nothingMeasured,
    categories: shown.map(([category]) => category.slice(0, MAX_NAME_CHARACTERS)),
    counts: shown.map(([, count]) => count),
  };
}

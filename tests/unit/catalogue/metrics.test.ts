import { describe, expect, test } from 'vitest';
import type { ClassRows, NumberRows } from '../../../shared/catalogue/metric';
import { chosenMetrics, METRICS } from '../../../shared/catalogue/metrics';
import { randomStream } from '../../../shared/random/random-stream';

const CLASSES = 4;
const COLUMNS = 2;
const TOP_K = 2;

interface Rows {
  readonly truths: readonly number[];
  readonly scores: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const best = (scores: readonly number[]) => scores.indexOf(Math.max(...scores));
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const errorsOf = ({ targets, outputs }: Rows, measure: (y: number, t: number) => number) =>
  mean(outputs.flatMap((row, index) => row.map((y, column) => measure(y, targets[index][column]))));

function byClass(
  { truths, scores }: Rows,
  measure: (found: number, said: number, there: number) => number,
) {
  const said = scores.map(best);
  const occurring = Array.from({ length: CLASSES }, (_, kind) => kind).filter(
    (kind) => truths.includes(kind) || said.includes(kind),
  );
  return mean(
    occurring.map((kind) =>
      measure(
        truths.filter((truth, row) => truth === kind && said[row] === kind).length,
        said.filter((it) => it === kind).length,
        truths.filter((it) => it === kind).length,
      ),
    ),
  );
}

/** Each metric once more, the long way round. */
const NAIVE: Readonly<Record<string, (rows: Rows) => number>> = {
  accuracy: ({ truths, scores }) =>
    mean(truths.map((truth, row) => Number(best(scores[row]) === truth))),
  topK: ({ truths, scores }) =>
    mean(
      truths.map((truth, row) => {
        const order = [...scores[row].keys()].sort((a, b) => scores[row][b] - scores[row][a]);
        return Number(order.slice(0, TOP_K).includes(truth));
      }),
    ),
  precision: (rows) => byClass(rows, (found, said) => (said === 0 ? 0 : found / said)),
  recall: (rows) => byClass(rows, (found, _, there) => (there === 0 ? 0 : found / there)),
  f1(rows) {
    return byClass(rows, (found, said, there) => {
      const precision = said === 0 ? 0 : found / said;
      const recall = there === 0 ? 0 : found / there;
      return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    });
  },
  mae: (rows) => errorsOf(rows, (y, t) => Math.abs(y - t)),
  rmse: (rows) => Math.sqrt(errorsOf(rows, (y, t) => (y - t) ** 2)),
  logRmse: (rows) =>
    Math.sqrt(errorsOf(rows, (y, t) => Math.log(Math.max(y, 1) / Math.max(t, 1)) ** 2)),
  r2: ({ targets, outputs }) =>
    mean(
      Array.from({ length: COLUMNS }, (_, column) => {
        const own = targets.map((row) => row[column]);
        const centre = mean(own);
        const left = mean(outputs.map((row, index) => (row[column] - own[index]) ** 2));
        return 1 - left / mean(own.map((target) => (target - centre) ** 2));
      }),
    ),
};

function randomRows(seed: number, count: number): Rows {
  const random = randomStream(seed, 'metrics');
  const grid = (width: number, draw: () => number) =>
    Array.from({ length: count }, () => Array.from({ length: width }, draw));
  return {
    // The last class never occurs.
    truths: Array.from({ length: count }, () => random.below(CLASSES - 1)),
    scores: grid(CLASSES, () => random.normal()),
    targets: grid(COLUMNS, () => 5 + 3 * random.normal()),
    outputs: grid(COLUMNS, () => 5 + 3 * random.normal()),
  };
}

function part(rows: Rows, start: number, end: number): ClassRows & NumberRows {
  const scores = rows.scores.slice(start, end);
  return {
    count: scores.length,
    truthOf: (row) => rows.truths[start + row],
    predictedOf: ((row: number, column?: number) =>
      column === undefined ? best(scores[row]) : rows.outputs[start + row][column]) as never,
    targetOf: (row, column) => rows.targets[start + row][column],
    rankOf: (row) =>
      scores[row].filter((score) => score > scores[row][rows.truths[start + row]]).length,
  };
}

describe('CAT-202: every metric is what its formula says, whole and piece by piece', () => {
  for (const seed of [1, 2, 3]) {
    test.each(METRICS.entries)(`$kind, seed ${seed}`, (metric) => {
      const rows = randomRows(seed, 40);
      const size = metric.task === 'classification' ? CLASSES : COLUMNS;
      for (const ends of [[40], [1, 7, 40]]) {
        const sums = new Float64Array(metric.sums(size));
        let start = 0;
        for (const end of ends) {
          metric.add(sums, part(rows, start, end) as never, size, { topK: TOP_K });
          start = end;
        }
        expect(metric.value(sums, size)).toBeCloseTo(NAIVE[metric.kind](rows), 10);
      }
    });
  }
});

test('CAT-203: a run takes the metrics that were chosen and fit, else the usual one of its task', () => {
  const kinds = (chosen: readonly string[], task: 'classification' | 'regression') =>
    chosenMetrics(chosen, task).map(({ kind }) => kind);
  expect(kinds([], 'classification')).toEqual(['accuracy']);
  expect(kinds([], 'regression')).toEqual(['mae']);
  expect(kinds(['f1', 'accuracy', 'r2'], 'classification')).toEqual(['accuracy', 'f1']);
  expect(kinds(['f1'], 'regression')).toEqual(['mae']);
});

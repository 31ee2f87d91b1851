import { z } from 'zod';
import { valuesOfChoice } from '../catalogue/catalogues';
import { LOSSES } from '../catalogue/losses';
import { PLAIN_OPS, type PlainRows } from '../catalogue/plain-ops';
import type { Choice } from '../document/schema';
import type { PreparedData } from './prepared-data';

/** The values that enter at one Input, as the network sees them (after scaling), over the training share. */
export const inputSummarySchema = z.object({
  node: z.string(),
  features: z.int(),
  mean: z.number(),
  rms: z.number(),
  /** Of the features' own deviations: the least (constant features left out) and the greatest. */
  leastDeviation: z.number(),
  greatestDeviation: z.number(),
  /** Of the features' means, by size. */
  greatestMean: z.number(),
});

/** What a run's data are like, small enough to travel with every run: a diagnosis needs no table. */
export const dataSummarySchema = z.object({
  trainingRows: z.int(),
  inputs: z.array(inputSummarySchema),
  /** Over all targets of the training share, as the loss sees them. */
  targets: z.object({ mean: z.number(), deviation: z.number() }),
  /** Training samples of each class; empty for regression. */
  classCounts: z.array(z.int()),
  /** The loss of the best answer that ignores the input; null where it could not be worked out. */
  baselineLoss: z.number().nullable(),
});

export type InputSummary = z.infer<typeof inputSummarySchema>;
export type DataSummary = z.infer<typeof dataSummarySchema>;

/** Rows that a summary looks at, for two digits of every figure; fewer where a sample is large. */
const MAX_ROWS = 2_000;
const MIN_ROWS = 50;
const MAX_NUMBERS = 1_000_000;

/** An Input and the features that it takes; null for all. */
export interface TakenFeatures {
  readonly node: string;
  readonly columns: readonly number[] | null;
}

const sizeOfSample = (values: Float32Array, count: number): number =>
  count === 0 ? 0 : values.length / count;

/** Evenly spread over the training share, so that sorted data are not seen by their first class alone. */
function someRows({ training, features, count: all }: PreparedData): readonly number[] {
  const affordable = Math.max(MIN_ROWS, MAX_NUMBERS / Math.max(1, sizeOfSample(features, all)));
  const count = Math.min(training.length, MAX_ROWS, Math.floor(affordable));
  const stride = training.length / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => training[Math.floor(index * stride)]);
}

function summariseInput(
  { features, count }: PreparedData,
  { node, columns }: TakenFeatures,
  rows: readonly number[],
): InputSummary {
  const size = sizeOfSample(features, count);
  const taken = columns ?? Array.from({ length: size }, (_, index) => index);
  const means = taken.map(
    (column) => rows.reduce((sum, row) => sum + features[row * size + column], 0) / rows.length,
  );
  const deviations = taken.map((column, index) =>
    Math.sqrt(
      rows.reduce((sum, row) => sum + (features[row * size + column] - means[index]) ** 2, 0) /
        rows.length,
    ),
  );
  const varying = deviations.filter((deviation) => deviation > 0);
  const mean = means.reduce((sum, value) => sum + value, 0) / taken.length;
  const square =
    means.reduce((sum, value, index) => sum + value ** 2 + deviations[index] ** 2, 0) /
    taken.length;
  return {
    node,
    features: taken.length,
    mean,
    rms: Math.sqrt(square),
    leastDeviation: varying.length > 0 ? Math.min(...varying) : 0,
    greatestDeviation: varying.length > 0 ? Math.max(...varying) : 0,
    greatestMean: Math.max(...means.map(Math.abs)),
  };
}

/** The middle value of a column; of an even number of values the lower one of the two. */
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

const logit = (probability: number): number => Math.log(probability / (1 - probability));

/** Keeps a logarithm finite where a class never occurs. */
const LEAST_PROBABILITY = 1e-7;

/** Constant outputs among which the best one of a loss is: by how the loss reads an output. */
const CONSTANTS: Readonly<
  Record<
    'one-hot' | 'binary' | 'signs' | 'numbers',
    (columns: readonly (readonly number[])[], fromLogits: boolean) => readonly number[][]
  >
> = {
  'one-hot': (columns, fromLogits) => [
    columns.map((column) => {
      const share = Math.max(LEAST_PROBABILITY, average(column));
      return fromLogits ? Math.log(share) : share;
    }),
  ],
  binary: (columns, fromLogits) => [
    columns.map((column) => {
      const share = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, average(column)));
      return fromLogits ? logit(share) : share;
    }),
  ],
  signs: (columns) => [
    columns.map((column) => Math.sign(average(column)) || 1),
    columns.map(() => 0),
  ],
  numbers: (columns) => [columns.map(average), columns.map(median)],
};

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The loss of the best constant answer: ln C for C equal classes from a cross-entropy, the variance of the targets
 * from a squared error. A network that stays there has learned nothing of its input.
 */
export function baselineLossOf(
  targets: readonly (readonly number[])[],
  choice: Choice,
): number | null {
  const loss = LOSSES.find(choice.kind);
  if (!loss || targets.length === 0) return null;
  const values = valuesOfChoice(LOSSES, choice);
  const width = targets[0].length;
  const columns = Array.from({ length: width }, (_, column) => targets.map((row) => row[column]));
  const known: PlainRows = {
    rows: targets.length,
    columns: width,
    values: Float64Array.from(targets.flat()),
  };
  const losses = CONSTANTS[loss.targets](columns, values.fromLogits === true).map((constant) => {
    const outputs: PlainRows = {
      ...known,
      values: known.values.map((_, index) => constant[index % width]),
    };
    const each = loss.value(
      PLAIN_OPS,
      { outputs, targets: known, columns: width },
      values as never,
    );
    return average([...each.values]);
  });
  const best = Math.min(...losses);
  return Number.isFinite(best) ? best : null;
}

function classCountsOf(
  { shape }: PreparedData,
  targets: readonly (readonly number[])[],
): readonly number[] {
  const counts = shape.classNames.map(() => 0);
  if (counts.length === 0) return counts;
  for (const row of targets) {
    // One column for two classes (0 and 1, or −1 and 1), else a column a class.
    const found = row.length === 1 ? Number(row[0] > 0) : row.indexOf(Math.max(...row));
    if (found < counts.length) counts[found] += 1;
  }
  return counts;
}

/**
 * Looks at no more than 2,000 rows of the training share. Class counts are those of the rows looked at, scaled to the share.
 */
export function summariseData(
  data: PreparedData,
  inputs: readonly TakenFeatures[],
  loss: Choice,
): DataSummary {
  const rows = someRows(data);
  const size = sizeOfSample(data.targets, data.count);
  const targets = rows.map((row) => [...data.targets.subarray(row * size, (row + 1) * size)]);
  const all = targets.flat();
  const mean = average(all);
  const share = data.training.length / Math.max(1, rows.length);
  return {
    trainingRows: data.training.length,
    inputs: inputs.map((taken) => summariseInput(data, taken, rows)),
    targets: { mean, deviation: Math.sqrt(average(all.map((value) => (value - mean) ** 2))) },
    classCounts: classCountsOf(data, targets).map((count) => Math.round(count * share)),
    baselineLoss: baselineLossOf(targets, loss),
  };
}

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
  /** The same answer's loss on the validation share; null where there is none. */
  validationBaselineLoss: z.number().nullable(),
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

/** Evenly spread over a share, so that sorted data are not seen by their first class alone. */
function someRows({ features, count: all }: PreparedData, share: Uint32Array): readonly number[] {
  const affordable = Math.max(MIN_ROWS, MAX_NUMBERS / Math.max(1, sizeOfSample(features, all)));
  const count = Math.min(share.length, MAX_ROWS, Math.floor(affordable));
  const stride = share.length / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => share[Math.floor(index * stride)]);
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

type Rows = readonly (readonly number[])[];

/** Mean loss of one answer for all rows. */
function lossOfConstant(constant: readonly number[], rows: Rows, choice: Choice): number {
  const loss = LOSSES.get(choice.kind);
  const width = constant.length;
  const targets: PlainRows = {
    rows: rows.length,
    columns: width,
    values: Float64Array.from(rows.flat()),
  };
  const outputs = { ...targets, values: targets.values.map((_, at) => constant[at % width]) };
  const known = { outputs, targets, columns: width };
  return average([...loss.value(PLAIN_OPS, known, valuesOfChoice(LOSSES, choice) as never).values]);
}

/**
 * The answer that ignores the input and has the least loss over these targets: the shares of the classes for a
 * cross-entropy (their loss is ln C for C equal classes), the mean for a squared error. Null where there is none.
 */
export function bestConstant(targets: Rows, choice: Choice): readonly number[] | null {
  const loss = LOSSES.find(choice.kind);
  if (!loss || targets.length === 0) return null;
  const fromLogits = valuesOfChoice(LOSSES, choice).fromLogits === true;
  const columns = targets[0].map((_, column) => targets.map((row) => row[column]));
  const candidates = CONSTANTS[loss.targets](columns, fromLogits);
  const losses = candidates.map((constant) => lossOfConstant(constant, targets, choice));
  return candidates[losses.indexOf(Math.min(...losses))] ?? null;
}

/** The loss of an answer that ignores the input; null where it cannot be told. */
export function baselineLossOf(
  constant: readonly number[] | null,
  rows: Rows,
  choice: Choice,
): number | null {
  if (!constant || rows.length === 0) return null;
  const loss = lossOfConstant(constant, rows, choice);
  return Number.isFinite(loss) ? loss : null;
}

function classCountsOf({ shape }: PreparedData, targets: Rows): readonly number[] {
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
  const rows = someRows(data, data.training);
  const size = sizeOfSample(data.targets, data.count);
  const targetsOf = (chosen: readonly number[]): Rows =>
    chosen.map((row) => [...data.targets.subarray(row * size, (row + 1) * size)]);
  const targets = targetsOf(rows);
  const constant = bestConstant(targets, loss);
  const all = targets.flat();
  const mean = average(all);
  const share = data.training.length / Math.max(1, rows.length);
  return {
    trainingRows: data.training.length,
    inputs: inputs.map((taken) => summariseInput(data, taken, rows)),
    targets: { mean, deviation: Math.sqrt(average(all.map((value) => (value - mean) ** 2))) },
    classCounts: classCountsOf(data, targets).map((count) => Math.round(count * share)),
    baselineLoss: baselineLossOf(constant, targets, loss),
    validationBaselineLoss: baselineLossOf(
      constant,
      targetsOf(someRows(data, data.validation)),
      loss,
    ),
  };
}

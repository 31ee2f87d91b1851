import { z } from 'zod';
import { columnsOf, dataShapeOf } from '../catalogue/data-shape';
import type { Table } from '../catalogue/dataset';
import { sizeOf } from '../catalogue/layer';
import type { DataSettings } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import {
  MISSING_CATEGORY,
  pairColumns,
  readCategories,
  readNumbers,
  rowsToKeep,
  type UsedColumn,
} from './columns';
import { type DataFailure, dataFailure } from './failures';
import type { PreparedData, Scaling } from './prepared-data';
import { meanOf, NO_SCALING, sampleScalingOf, scalingOf } from './scaling';

const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array);
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);

/**
 * What a training share taught: with it, rows that were never seen become the numbers that the network was trained on,
 * and its outputs come back in the unit of the target. It is kept with a run, so that a run needs no data to predict.
 */
export const dataEncodingSchema = z.object({
  /** Mean and deviation in turns, of each feature or of each channel (then they repeat); empty where nothing is scaled. */
  features: doubles,
  /** What a missing value becomes, by feature, scaled already; empty where none can be missing. */
  fillers: floats,
  /** Mean and deviation in turns, of each target; empty where nothing is scaled. */
  targets: doubles,
});
export type DataEncoding = Readonly<z.infer<typeof dataEncodingSchema>>;

const pairs = (scalings: readonly Scaling[]): Float64Array =>
  Float64Array.from(scalings.flatMap(({ mean, deviation }) => [mean, deviation]));

/** The scalings that `DataEncoding` keeps as pairs. */
const scalingsOf = (kept: Float64Array): readonly Scaling[] =>
  Array.from({ length: kept.length / 2 }, (_, at) => ({
    mean: kept[2 * at],
    deviation: kept[2 * at + 1],
  }));

/** The encoding of data that were prepared for a run. */
export function encodingOf(data: PreparedData): DataEncoding {
  const { featureScaling, targetScaling, fillers, shape } = data;
  const channels = shape.featureShape.at(-1) ?? 1;
  // A large picture scaled by channel would else keep its few numbers ten thousand times.
  const repeats = featureScaling.every(({ mean, deviation }, at) => {
    const first = featureScaling[at % channels];
    return mean === first.mean && deviation === first.deviation;
  });
  return {
    features: pairs(repeats ? featureScaling.slice(0, channels) : featureScaling),
    fillers: fillers ?? new Float32Array(0),
    targets: pairs(targetScaling),
  };
}

/** Of data that nothing was learned of, because nothing is scaled: values are taken as they are. Null where something is. */
export const untaughtEncoding = (data: DataSettings): DataEncoding | null =>
  data.standardizeTarget || sampleRuleOf(data) !== null
    ? null
    : {
        features: new Float64Array(0),
        fillers: new Float32Array(0),
        targets: new Float64Array(0),
      };

/** Where encoded columns are written: row-major, rows × `featureSize`. */
interface FeatureMatrix {
  readonly features: Float32Array;
  readonly featureSize: number;
}

function writeNumbers(
  { features, featureSize }: FeatureMatrix,
  base: number,
  numbers: Float64Array,
  { mean, deviation }: Scaling,
  filler: number,
): void {
  for (let row = 0; row < numbers.length; row += 1) {
    const value = numbers[row];
    features[row * featureSize + base] = Number.isNaN(value) ? filler : (value - mean) / deviation;
  }
}

function writeOneHot(
  { features, featureSize }: FeatureMatrix,
  base: number,
  codes: Int32Array,
  fillers: Float32Array,
): void {
  for (let row = 0; row < codes.length; row += 1) {
    const start = row * featureSize + base;
    if (codes[row] === MISSING_CATEGORY) features.set(fillers, start);
    else features[start + codes[row]] = 1;
  }
}

/** How often each category is seen among the training rows that have one: the mean of the one-hot columns. */
function frequenciesOf(codes: Int32Array, categories: number, training: Uint32Array): Float32Array {
  const counts = new Float64Array(categories);
  let known = 0;
  for (const row of training) {
    if (codes[row] === MISSING_CATEGORY) continue;
    counts[codes[row]] += 1;
    known += 1;
  }
  return Float32Array.from(counts, (count) => (known === 0 ? 0 : count / known));
}

/** How features are encoded: learned from training rows, or as it was learned before. */
type Lesson = { readonly training: Uint32Array } | { readonly encoding: DataEncoding };

export interface EncodedFeatures {
  readonly features: Float32Array;
  /** By feature, `NO_SCALING` for categories. */
  readonly scaling: readonly Scaling[];
  readonly fillers: Float32Array;
}

/** The columns' values in these rows as a matrix of numbers: categories one-hot, gaps filled, scaled. */
export function encodeFeatures(
  columns: readonly UsedColumn[],
  rows: Uint32Array,
  { data, featureSize }: { readonly data: DataSettings; readonly featureSize: number },
  lesson: Lesson,
): Result<EncodedFeatures, DataFailure> {
  const matrix = { features: new Float32Array(rows.length * featureSize), featureSize };
  const known = 'encoding' in lesson ? scalingsOf(lesson.encoding.features) : [];
  const fillers =
    'encoding' in lesson ? lesson.encoding.fillers : new Float32Array(matrix.featureSize);
  const scaling: Scaling[] = [];
  for (const used of columns) {
    const base = scaling.length;
    if (used.settings.encoding === 'category') {
      const codes = readCategories(used, rows);
      if (!codes.ok) return codes;
      const categories = used.settings.categories.length;
      if ('training' in lesson) {
        fillers.set(frequenciesOf(codes.value, categories, lesson.training), base);
      }
      writeOneHot(matrix, base, codes.value, fillers.subarray(base, base + categories));
      // 0 and 1 are a fair scale already, and stay readable.
      scaling.push(...new Array<Scaling>(categories).fill(NO_SCALING));
      continue;
    }
    const numbers = readNumbers(used, rows);
    if (!numbers.ok) return numbers;
    let own = known[base] ?? NO_SCALING;
    if ('training' in lesson) {
      const view = { values: numbers.value, base: 0, stride: 1 };
      own = data.standardizeFeatures ? scalingOf(view, lesson.training) : NO_SCALING;
      fillers[base] = (meanOf(view, lesson.training) - own.mean) / own.deviation;
    }
    writeNumbers(matrix, base, numbers.value, own, fillers[base]);
    scaling.push(own);
  }
  if (scaling.length !== featureSize) {
    throw new Error(`${scaling.length} encoded features, but the data shape has ${featureSize}`);
  }
  return succeed({ features: matrix.features, scaling, fillers });
}

/** The same scaling for every sample: x′ = (x − mean) ÷ deviation, feature by feature; scalings may repeat. */
export function scaleByFeature(
  features: Float32Array,
  scalings: readonly Scaling[],
): Float32Array<ArrayBuffer> {
  // A copy: raw samples are cached by the host and used again for the next run.
  const scaled = new Float32Array(features.length);
  for (let index = 0; index < scaled.length; index += 1) {
    const { mean, deviation } = scalings[index % scalings.length];
    scaled[index] = (features[index] - mean) / deviation;
  }
  return scaled;
}

/** Every sample by its own mean and deviation, which come back in turns. */
export function scaleBySample(
  features: Float32Array,
  size: number,
): { readonly features: Float32Array; readonly scaling: Float32Array } {
  const scaled = features.slice();
  const count = features.length / size;
  const scaling = new Float32Array(2 * count);
  for (let row = 0; row < count; row += 1) {
    const own = scaled.subarray(row * size, (row + 1) * size);
    const { mean, deviation } = sampleScalingOf(own);
    scaling.set([mean, deviation], 2 * row);
    for (let index = 0; index < size; index += 1) own[index] = (own[index] - mean) / deviation;
  }
  return { features: scaled, scaling };
}

/** Whether, and by what, the samples of a dataset without columns are scaled. */
export function sampleRuleOf(data: DataSettings): DataSettings['standardizeBy'] | null {
  const { featureShape, vocabulary } = dataShapeOf(data);
  // Numbers that stand for characters or words name rows of an Embedding: scaled ones would name none.
  if (!data.standardizeFeatures || vocabulary !== undefined) return null;
  // Features of a row have units of their own: a mean over them would mean nothing.
  return featureShape.length > 1 ? data.standardizeBy : 'channel';
}

/**
 * Samples that were never seen, as a network of these data takes them.
 * @param features row-major, samples × size of the feature shape, in their own unit
 */
export function encodeSamples(
  features: Float32Array,
  data: DataSettings,
  encoding: DataEncoding,
): Float32Array {
  const rule = sampleRuleOf(data);
  if (rule === null) return features;
  if (rule === 'sample') {
    return scaleBySample(features, sizeOf(dataShapeOf(data).featureShape)).features;
  }
  return scaleByFeature(features, scalingsOf(encoding.features));
}

/** Rows that were never seen, encoded. */
export interface EncodedRows {
  /** Row-major: as many rows as there are numbers in `rows`. */
  readonly features: Float32Array;
  /** The table's rows that have every value they need; of the others, the network can say nothing. */
  readonly rows: Uint32Array;
}

/**
 * Rows of a table as a network of these data takes them: columns found by name, each encoded, filled and scaled as it
 * was for training. The target's column is not needed. Fails with the row and the column that cannot be read.
 */
export function encodeRows(
  table: Table,
  data: DataSettings,
  encoding: DataEncoding,
): Result<EncodedRows, DataFailure> {
  // Without a lesson nothing can stand in for what is missing.
  const isTaught = encoding.fillers.length > 0;
  const wanted = columnsOf(data)
    .filter(({ role }) => role === 'feature')
    .map((own) =>
      own.missing === 'mean' && !isTaught ? { ...own, missing: 'refuse' as const } : own,
    );
  if (wanted.length === 0) return fail(dataFailure('no-features'));
  const columns = pairColumns(table, wanted);
  if (!columns.ok) return columns;
  const kept = rowsToKeep(table, columns.value);
  if (!kept.ok) return kept;
  const featureSize = sizeOf(dataShapeOf(data).featureShape);
  const encoded = encodeFeatures(columns.value, kept.value, { data, featureSize }, { encoding });
  return encoded.ok ? succeed({ features: encoded.value.features, rows: kept.value }) : encoded;
}

/** An output of the network for the target at this place, in the target's own unit. */
export function targetUnits({ targets }: DataEncoding, at: number, output: number): number {
  return targets.length === 0 ? output : output * targets[2 * at + 1] + targets[2 * at];
}

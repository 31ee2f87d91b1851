import { columnsOf, dataShapeOf, targetShapeOf } from '../catalogue/data-shape';
import type { DataShape, RawData, Samples, Table } from '../catalogue/dataset';
import { sizeOf } from '../catalogue/layer';
import type { TargetEncoding } from '../catalogue/loss';
import { LOSSES } from '../catalogue/losses';
import type { DataSettings, ProjectDocument } from '../document/schema';
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
import { channelScalingsOf, meanOf, NO_SCALING, sampleScalingOf, scalingOf } from './scaling';
import { type Fold, foldRows, type Split, splitRows } from './split';

/** Bytes that features and targets may take together; they cross to the trainer's process in one piece. */
export const MAX_PREPARED_BYTES = 512 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

type Prepared = Result<PreparedData, DataFailure>;

/**
 * Data ready to train on: roles applied, categories one-hot, missing values handled, split, scaled. Whatever is
 * learned from data (means that fill gaps, scaling) is learned from the training share alone, so that the
 * validation share stays unseen. The same document and raw data give the same result, bit for bit.
 * Sources: Goodfellow et al. 2016, § 5.3 (held-out data); Zhang et al., Dive into Deep Learning, § 5.7.
 */
export function prepareData(
  raw: RawData,
  document: ProjectDocument,
  fold: Fold | null = null,
): Prepared {
  const context = { ...contextOf(document), fold };
  return raw.type === 'samples' ? prepareSamples(raw, context) : prepareTable(raw, context);
}

/** What the document says of its data, looked up once. */
interface Context {
  /** Of a cross-validation; null where the document's validation share holds. */
  readonly fold: Fold | null;
  readonly data: DataSettings;
  readonly shape: DataShape;
  readonly featureSize: number;
  readonly targetShape: readonly number[];
  readonly encoding: TargetEncoding;
}

function contextOf({ data, training }: ProjectDocument): Omit<Context, 'fold'> {
  const shape = dataShapeOf(data);
  return {
    data,
    shape,
    featureSize: sizeOf(shape.featureShape),
    targetShape: targetShapeOf(shape, training.loss),
    // A loss that the catalogue does not know is a problem of the document, said elsewhere.
    encoding: LOSSES.find(training.loss.kind)?.targets ?? 'numbers',
  };
}

function checkSize(count: number, context: Context): DataFailure | null {
  const floats = count * (context.featureSize + sizeOf(context.targetShape));
  const bytes = floats * Float32Array.BYTES_PER_ELEMENT;
  if (bytes <= MAX_PREPARED_BYTES) return null;
  const size = Math.ceil(bytes / MEBIBYTE);
  return dataFailure('too-large', { size, limit: MAX_PREPARED_BYTES / MEBIBYTE });
}

function split(
  context: Context,
  count: number,
  classes: ArrayLike<number> | null,
): Result<Split, DataFailure> {
  const { validationShare, splitSeed: seed } = context.data;
  const { fold } = context;
  const rows = fold
    ? foldRows({ count, seed, classes, fold })
    : splitRows({ count, validationShare, seed, classes });
  return rows.training.length > 0
    ? succeed(rows)
    : fail(dataFailure('no-training-rows', { count, share: validationShare }));
}

function prepareSamples(samples: Samples, context: Context): Prepared {
  const { data, shape, featureSize } = context;
  if (samples.count === 0) return fail(dataFailure('no-rows', { dropped: 0 }));
  const found = samples.features.length / samples.count;
  if (found !== featureSize) {
    return fail(dataFailure('shape-mismatch', { found, expected: featureSize }));
  }
  const tooLarge = checkSize(samples.count, context);
  if (tooLarge) return fail(tooLarge);
  const isClassification = shape.classNames.length > 0;
  const rows = split(context, samples.count, isClassification ? samples.targets : null);
  if (!rows.ok) return rows;
  const scaled = scaleSamples(samples, context, rows.value.training);
  const targets = isClassification
    ? { values: encodeClasses(samples.targets, context), scaling: [] }
    : scaleTargets(targetColumns(samples), context, rows.value.training);
  return succeed({
    shape,
    count: samples.count,
    ...scaled,
    targets: targets.values,
    targetShape: context.targetShape,
    training: rows.value.training,
    validation: rows.value.validation,
    targetScaling: targets.scaling,
    droppedRows: 0,
    ...(samples.leftOut ? { leftOut: samples.leftOut } : {}),
    ...(shape.picture === 'images' && data.augmentations.length > 0
      ? { augmentations: data.augmentations }
      : {}),
  });
}

/** The values to predict, one array a target. */
function targetColumns({ targets, count }: Samples): readonly Float64Array[] {
  const width = targets.length / count;
  return Array.from({ length: width }, (_, at) =>
    Float64Array.from({ length: count }, (_row, row) => targets[row * width + at]),
  );
}

interface ScaledSamples {
  readonly features: Float32Array;
  readonly featureScaling: readonly Scaling[];
  readonly sampleScaling?: Float32Array;
}

interface ScaleRequest {
  readonly samples: Samples;
  readonly shape: DataShape;
  readonly featureSize: number;
  readonly training: Uint32Array;
}

/** The same scaling for every sample: x′ = (x − mean) ÷ deviation, feature by feature. */
function scaleByFeature({ features }: Samples, featureScaling: readonly Scaling[]): ScaledSamples {
  // A copy: raw samples are cached by the host and used again for the next run.
  const scaled = new Float32Array(features.length);
  for (let index = 0; index < scaled.length; index += 1) {
    const { mean, deviation } = featureScaling[index % featureScaling.length];
    scaled[index] = (features[index] - mean) / deviation;
  }
  return { features: scaled, featureScaling };
}

const SAMPLE_SCALERS: Readonly<
  Record<DataSettings['standardizeBy'], (request: ScaleRequest) => ScaledSamples>
> = {
  channel({ samples, shape, featureSize, training }) {
    const channels = shape.featureShape[shape.featureShape.length - 1];
    const scalings = channelScalingsOf(samples.features, featureSize, channels, training);
    const featureScaling = Array.from({ length: featureSize }, (_, at) => scalings[at % channels]);
    return scaleByFeature(samples, featureScaling);
  },
  feature({ samples, featureSize, training }) {
    const featureScaling = Array.from({ length: featureSize }, (_, base) =>
      scalingOf({ values: samples.features, base, stride: featureSize }, training),
    );
    return scaleByFeature(samples, featureScaling);
  },
  sample({ samples, featureSize }) {
    const features = samples.features.slice();
    const sampleScaling = new Float32Array(2 * samples.count);
    for (let row = 0; row < samples.count; row += 1) {
      const own = features.subarray(row * featureSize, (row + 1) * featureSize);
      const { mean, deviation } = sampleScalingOf(own);
      sampleScaling.set([mean, deviation], 2 * row);
      for (let index = 0; index < featureSize; index += 1) {
        own[index] = (own[index] - mean) / deviation;
      }
    }
    return { features, featureScaling: [], sampleScaling };
  },
};

function scaleSamples(samples: Samples, context: Context, training: Uint32Array): ScaledSamples {
  const { data, shape, featureSize } = context;
  const isUnscaled = !data.standardizeFeatures || shape.vocabulary !== undefined;
  // Numbers that stand for characters or words name rows of an Embedding: scaled ones would name none.
  if (isUnscaled) return { features: samples.features, featureScaling: [] };
  // Features of a row have units of their own: a mean over them would mean nothing.
  const by = shape.featureShape.length > 1 ? data.standardizeBy : 'channel';
  return SAMPLE_SCALERS[by]({ samples, shape, featureSize, training });
}

function prepareTable(table: Table, context: Context): Prepared {
  const paired = pairColumns(table, columnsOf(context.data));
  if (!paired.ok) return paired;
  const features = paired.value.filter(({ settings }) => settings.role === 'feature');
  const targets = paired.value.filter(({ settings }) => settings.role === 'target');
  const fault = checkRoles(features, targets);
  if (fault) return fail(fault);
  const kept = rowsToKeep(table, paired.value);
  if (!kept.ok) return kept;
  const count = kept.value.length;
  const droppedRows = table.count - count;
  if (count === 0) return fail(dataFailure('no-rows', { dropped: droppedRows }));
  const tooLarge = checkSize(count, context);
  if (tooLarge) return fail(tooLarge);
  const answers = readTargets(targets, kept.value);
  if (!answers.ok) return answers;
  const rows = split(context, count, answers.value.classes);
  if (!rows.ok) return rows;
  const { training, validation } = rows.value;
  const encoded = encodeFeatures(features, kept.value, training, context);
  if (!encoded.ok) return encoded;
  const scaledTargets = answers.value.classes
    ? { values: encodeClasses(answers.value.classes, context), scaling: [] }
    : scaleTargets(answers.value.numbers, context, training);
  return succeed({
    shape: context.shape,
    count,
    features: encoded.value.features,
    targets: scaledTargets.values,
    targetShape: context.targetShape,
    training,
    validation,
    featureScaling: encoded.value.scaling,
    targetScaling: scaledTargets.scaling,
    droppedRows,
  });
}

function checkRoles(
  features: readonly UsedColumn[],
  targets: readonly UsedColumn[],
): DataFailure | null {
  if (features.length === 0) return dataFailure('no-features');
  if (targets.length === 0) return dataFailure('no-target');
  const hasCategory = targets.some(({ settings }) => settings.encoding === 'category');
  return hasCategory && targets.length > 1
    ? dataFailure('mixed-targets', { count: targets.length })
    : null;
}

/** Class indices for the one category to predict, or the numbers of each target column. */
type Answers =
  | { readonly classes: Int32Array; readonly numbers?: undefined }
  | { readonly classes: null; readonly numbers: readonly Float64Array[] };

function readTargets(
  targets: readonly UsedColumn[],
  rows: Uint32Array,
): Result<Answers, DataFailure> {
  if (targets[0].settings.encoding === 'category') {
    const classes = readCategories(targets[0], rows);
    return classes.ok ? succeed({ classes: classes.value }) : classes;
  }
  const numbers: Float64Array[] = [];
  for (const target of targets) {
    const read = readNumbers(target, rows);
    if (!read.ok) return read;
    numbers.push(read.value);
  }
  return succeed({ classes: null, numbers });
}

interface Encoded {
  readonly features: Float32Array;
  readonly scaling: readonly Scaling[];
}

function encodeFeatures(
  columns: readonly UsedColumn[],
  rows: Uint32Array,
  training: Uint32Array,
  { data, featureSize }: Context,
): Result<Encoded, DataFailure> {
  const features = new Float32Array(rows.length * featureSize);
  const scaling: Scaling[] = [];
  const target = { features, featureSize };
  for (const used of columns) {
    const base = scaling.length;
    if (used.settings.encoding === 'category') {
      const codes = readCategories(used, rows);
      if (!codes.ok) return codes;
      const categories = used.settings.categories.length;
      writeOneHot(target, base, codes.value, categories, training);
      // 0 and 1 are a fair scale already, and stay readable.
      scaling.push(...new Array<Scaling>(categories).fill(NO_SCALING));
      continue;
    }
    const numbers = readNumbers(used, rows);
    if (!numbers.ok) return numbers;
    const view = { values: numbers.value, base: 0, stride: 1 };
    const own = data.standardizeFeatures ? scalingOf(view, training) : NO_SCALING;
    const filler = meanOf(view, training);
    for (let row = 0; row < rows.length; row += 1) {
      const value = numbers.value[row];
      const filled = Number.isNaN(value) ? filler : value;
      features[row * featureSize + base] = (filled - own.mean) / own.deviation;
    }
    scaling.push(own);
  }
  if (scaling.length !== featureSize) {
    throw new Error(`${scaling.length} encoded features, but the data shape has ${featureSize}`);
  }
  return succeed({ features, scaling: data.standardizeFeatures ? scaling : [] });
}

/** A missing category becomes the training share's frequencies: the mean of the one-hot columns. */
function writeOneHot(
  { features, featureSize }: { readonly features: Float32Array; readonly featureSize: number },
  base: number,
  codes: Int32Array,
  categories: number,
  training: Uint32Array,
): void {
  const frequencies = new Float64Array(categories);
  let known = 0;
  for (const row of training) {
    if (codes[row] === MISSING_CATEGORY) continue;
    frequencies[codes[row]] += 1;
    known += 1;
  }
  for (let row = 0; row < codes.length; row += 1) {
    const start = row * featureSize + base;
    if (codes[row] !== MISSING_CATEGORY) {
      features[start + codes[row]] = 1;
      continue;
    }
    for (let category = 0; category < categories; category += 1) {
      features[start + category] = known === 0 ? 0 : frequencies[category] / known;
    }
  }
}

/** What 0 and 1 of a class column become for each encoding. */
const CLASS_LEVELS: Readonly<Record<TargetEncoding, readonly [number, number]>> = {
  numbers: [0, 1],
  'one-hot': [0, 1],
  binary: [0, 1],
  signs: [-1, 1],
};

function encodeClasses(
  classes: ArrayLike<number>,
  { targetShape, encoding }: Context,
): Float32Array {
  const width = sizeOf(targetShape);
  const [off, on] = CLASS_LEVELS[encoding];
  const values = new Float32Array(classes.length * width).fill(off);
  for (let row = 0; row < classes.length; row += 1) {
    // One column for two classes: it says whether the row belongs to the second.
    if (width === 1) values[row] = classes[row] > 0 ? on : off;
    else values[row * width + classes[row]] = on;
  }
  return values;
}

function scaleTargets(
  columns: readonly Float64Array[],
  { data }: Context,
  training: Uint32Array,
): { readonly values: Float32Array; readonly scaling: readonly Scaling[] } {
  const width = columns.length;
  const values = new Float32Array(columns[0].length * width);
  const scaling = columns.map((column, at) => {
    const view = { values: column, base: 0, stride: 1 };
    const own = data.standardizeTarget ? scalingOf(view, training) : NO_SCALING;
    for (let row = 0; row < column.length; row += 1) {
      values[row * width + at] = (column[row] - own.mean) / own.deviation;
    }
    return own;
  });
  return { values, scaling: data.standardizeTarget ? scaling : [] };
}

import { columnsOf, dataShapeOf, targetShapeOf } from '../catalogue/data-shape';
import type { DataShape, RawData, Samples, Table } from '../catalogue/dataset';
import { sizeOf } from '../catalogue/layer';
import type { TargetEncoding } from '../catalogue/loss';
import { LOSSES } from '../catalogue/losses';
import type { DataSettings, ProjectDocument } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { pairColumns, readCategories, readNumbers, rowsToKeep, type UsedColumn } from './columns';
import { encodeFeatures, sampleRuleOf, scaleByFeature, scaleBySample } from './encoding';
import { type DataFailure, dataFailure } from './failures';
import type { PreparedData, Scaling } from './prepared-data';
import { channelScalingsOf, NO_SCALING, scalingOf } from './scaling';
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

const SAMPLE_SCALERS: Readonly<
  Record<DataSettings['standardizeBy'], (request: ScaleRequest) => ScaledSamples>
> = {
  channel({ samples, shape, featureSize, training }) {
    const channels = shape.featureShape[shape.featureShape.length - 1];
    const scalings = channelScalingsOf(samples.features, featureSize, channels, training);
    const featureScaling = Array.from({ length: featureSize }, (_, at) => scalings[at % channels]);
    return { features: scaleByFeature(samples.features, featureScaling), featureScaling };
  },
  feature({ samples, featureSize, training }) {
    const featureScaling = Array.from({ length: featureSize }, (_, base) =>
      scalingOf({ values: samples.features, base, stride: featureSize }, training),
    );
    return { features: scaleByFeature(samples.features, featureScaling), featureScaling };
  },
  sample({ samples, featureSize }) {
    const { features, scaling } = scaleBySample(samples.features, featureSize);
    return { features, featureScaling: [], sampleScaling: scaling };
  },
};

function scaleSamples(samples: Samples, context: Context, training: Uint32Array): ScaledSamples {
  const { data, shape, featureSize } = context;
  const rule = sampleRuleOf(data);
  if (rule === null) return { features: samples.features, featureScaling: [] };
  return SAMPLE_SCALERS[rule]({ samples, shape, featureSize, training });
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
  const encoded = encodeFeatures(features, kept.value, context, { training });
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
    featureScaling: context.data.standardizeFeatures ? encoded.value.scaling : [],
    fillers: encoded.value.fillers,
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

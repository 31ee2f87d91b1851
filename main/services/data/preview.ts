import { columnsOf, dataShapeOf } from '../../../shared/catalogue/data-shape';
import type { DataShape, RawData, Samples, Table } from '../../../shared/catalogue/dataset';
import { sizeOf } from '../../../shared/catalogue/layer';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import { MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { DataPreview, HostFailure } from '../../../shared/host-data';
import { randomStream, shuffleInPlace } from '../../../shared/random/random-stream';
import { type Result, succeed } from '../../../shared/result';
import { summarizeNumbers, summarizeWords } from './column-summary';
import { loadRawData } from './load';
import type { DataPlaces } from './places';

const PREVIEW_ROWS = 30;
const PREVIEW_SAMPLES = 600;
/** Of pictures and sequences, which are large. */
const PREVIEW_PICTURES = 200;
/** Fewer where they are large: so many numbers are 16 MB, but a handful of pictures is always shown. */
const PREVIEW_NUMBERS = 4_000_000;
const FEWEST_PICTURES = 12;

/**
 * A look at a document's data: first rows, a summary of each column, and some samples to draw, in their own units
 * (before scaling). Fails as training would, so that what is wrong with the data shows before a run.
 */
export async function previewData(
  document: ProjectDocument,
  places: DataPlaces,
): Promise<Result<DataPreview, HostFailure>> {
  const raw = await loadRawData(document, places);
  if (!raw.ok) return raw;
  // Unscaled: a person wants to see centimetres, not deviations.
  const unscaled: ProjectDocument = {
    ...document,
    data: { ...document.data, standardizeFeatures: false, standardizeTarget: false },
  };
  const prepared = prepareData(raw.value, unscaled);
  if (!prepared.ok) return prepared;
  const shape = dataShapeOf(document.data);
  const view =
    raw.value.type === 'table' ? viewTable(raw.value, document) : viewSamples(raw.value, shape);
  return succeed({
    count: prepared.value.count,
    trainingCount: prepared.value.training.length,
    validationCount: prepared.value.validation.length,
    droppedRows: prepared.value.droppedRows,
    leftOut: [...(prepared.value.leftOut ?? [])],
    ...view,
    ...drawSamples(prepared.value, raw.value),
    ...axisScaling(raw.value, document),
  });
}

/**
 * What the trainer learns from the training share, so that the picture of a fit has the run's own axes: those of all
 * rows are other numbers. Asked for only where there is such a picture; its data are small.
 */
function axisScaling(
  raw: RawData,
  document: ProjectDocument,
): Pick<DataPreview, 'featureScaling' | 'targetScaling'> {
  const { picture } = dataShapeOf(document.data);
  const none = { featureScaling: [], targetScaling: [] };
  if (picture !== 'plane' && picture !== 'curve') return none;
  const scaled = prepareData(raw, document);
  if (!scaled.ok) return none;
  const { featureScaling, targetScaling } = scaled.value;
  return { featureScaling: [...featureScaling], targetScaling: [...targetScaling] };
}

type View = Pick<DataPreview, 'columns' | 'rows'>;

function viewTable(table: Table, document: ProjectDocument): View {
  const settings = new Map(columnsOf(document.data).map((column) => [column.name, column]));
  const shown = Math.min(table.count, PREVIEW_ROWS);
  return {
    columns: table.columns.map((column) =>
      column.type === 'number'
        ? summarizeNumbers(column.name, column.values)
        : summarizeWords(column.name, column.values, settings.get(column.name)?.categories ?? []),
    ),
    rows: Array.from({ length: shown }, (_, row) =>
      table.columns.map(({ values }) => cellText(values[row])),
    ),
  };
}

function cellText(value: string | number): string {
  if (typeof value === 'string') return value.slice(0, MAX_NAME_CHARACTERS);
  return Number.isNaN(value) ? '' : String(Number(value.toPrecision(7)));
}

function viewSamples(samples: Samples, shape: DataShape): View {
  // Pixels and steps are no columns that a person reads.
  if (shape.featureNames.length === 0) return { columns: [], rows: [] };
  const width = shape.featureNames.length;
  const names = [...shape.featureNames, ...shape.targetNames];
  const shown = Math.min(samples.count, PREVIEW_ROWS);
  const featureColumns = shape.featureNames.map((name, at) =>
    summarizeNumbers(name, takeColumn(samples.features, width, at)),
  );
  const classOf = (row: number): string => shape.classNames[samples.targets[row]] ?? '';
  const targetColumn =
    shape.classNames.length > 0
      ? summarizeWords(
          names[width],
          Array.from(samples.targets, (_, row) => classOf(row)),
          shape.classNames,
        )
      : summarizeNumbers(names[width], Float64Array.from(samples.targets));
  return {
    columns: [...featureColumns, targetColumn],
    rows: Array.from({ length: shown }, (_, row) => [
      ...Array.from(samples.features.subarray(row * width, (row + 1) * width), cellText),
      shape.classNames.length > 0 ? classOf(row) : cellText(samples.targets[row]),
    ]),
  };
}

function takeColumn(values: Float32Array, width: number, at: number): Float64Array {
  return Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + at]);
}

type Drawn = Pick<DataPreview, 'sampleWidth' | 'targetWidth' | 'samples' | 'classCounts'>;

const picturesOf = (width: number): number =>
  Math.min(PREVIEW_PICTURES, Math.max(FEWEST_PICTURES, Math.floor(PREVIEW_NUMBERS / width)));

const isBulky = ({ picture }: DataShape): boolean => picture === 'images' || picture === 'sequence';

/** Samples drawn at random but always the same ones, in the order of the data: features, then class or values. */
function drawSamples(prepared: PreparedData, raw: RawData): Drawn {
  const width = sizeOf(prepared.shape.featureShape);
  const classes = classIndices(prepared, raw);
  const limit = isBulky(prepared.shape) ? picturesOf(width) : PREVIEW_SAMPLES;
  const all = Uint32Array.from({ length: prepared.count }, (_, row) => row);
  const rows = shuffleInPlace(all, randomStream(1, 'preview')).slice(0, limit).sort();
  const encodedWidth = sizeOf(prepared.targetShape);
  const targetWidth = classes ? 1 : encodedWidth;
  const sampleWidth = width + targetWidth;
  const samples = new Float32Array(rows.length * sampleWidth);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    const start = index * sampleWidth;
    samples.set(prepared.features.subarray(row * width, (row + 1) * width), start);
    const own = prepared.targets.subarray(row * encodedWidth, (row + 1) * encodedWidth);
    samples.set(classes ? [classes[row]] : own, start + width);
  }
  const classCounts = prepared.shape.classNames.map(() => 0);
  for (const index of classes ?? []) classCounts[index] += 1;
  return { sampleWidth, targetWidth, samples, classCounts };
}

/** The class of each prepared row, back from its encoding; null for regression. */
function classIndices(
  prepared: PreparedData,
  raw: RawData,
): (ArrayLike<number> & Iterable<number>) | null {
  const { shape, targets, targetShape, count } = prepared;
  if (shape.classNames.length === 0) return null;
  if (raw.type === 'samples') return raw.targets;
  const width = sizeOf(targetShape);
  return Float32Array.from({ length: count }, (_, row) => {
    const own = targets.subarray(row * width, (row + 1) * width);
    if (width === 1) return own[0] > 0 ? 1 : 0;
    return own.indexOf(1);
  });
}

import { columnsOf, dataShapeOf } from '../../../shared/catalogue/data-shape';
import type { DataShape, RawData, Samples, Table } from '../../../shared/catalogue/dataset';
import { sizeOf } from '../../../shared/catalogue/layer';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import { MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { DataPreview, HostFailure } from '../../../shared/host';
import { randomStream, shuffleInPlace } from '../../../shared/random/random-stream';
import { type Result, succeed } from '../../../shared/result';
import { summarizeNumbers, summarizeWords } from './column-summary';
import { loadRawData } from './load';
import type { DataPlaces } from './places';

const PREVIEW_ROWS = 30;
const PREVIEW_SAMPLES = 600;
/** Pictures are large; this many still fill a page of them. */
const PREVIEW_PICTURES = 200;

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
    ...view,
    ...drawSamples(prepared.value, raw.value),
  });
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
  // Pixels are no columns that a person reads.
  if (shape.picture === 'images') return { columns: [], rows: [] };
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

type Drawn = Pick<DataPreview, 'sampleWidth' | 'samples' | 'classCounts'>;

/** Samples drawn at random but always the same ones, in the order of the data: features, then class or value. */
function drawSamples(prepared: PreparedData, raw: RawData): Drawn {
  const width = sizeOf(prepared.shape.featureShape);
  const classes = classIndices(prepared, raw);
  const limit = prepared.shape.picture === 'images' ? PREVIEW_PICTURES : PREVIEW_SAMPLES;
  const all = Uint32Array.from({ length: prepared.count }, (_, row) => row);
  const rows = shuffleInPlace(all, randomStream(1, 'preview')).slice(0, limit).sort();
  const samples = new Float32Array(rows.length * (width + 1));
  const targetWidth = sizeOf(prepared.targetShape);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    const start = index * (width + 1);
    samples.set(prepared.features.subarray(row * width, (row + 1) * width), start);
    samples[start + width] = classes ? classes[row] : prepared.targets[row * targetWidth];
  }
  const classCounts = prepared.shape.classNames.map(() => 0);
  for (const index of classes ?? []) classCounts[index] += 1;
  return { sampleWidth: width + 1, samples, classCounts };
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

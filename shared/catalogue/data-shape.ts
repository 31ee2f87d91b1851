import type { Choice, ColumnSettings, DataSettings } from '../document/schema';
import { checkChoice } from './catalogues';
import type { DataShape, DatasetDefinition } from './dataset';
import { DATASETS } from './datasets';
import { categoryFeatureName } from './feature-columns';
import type { Shape } from './layer';
import { LOSSES } from './losses';

/** The columns in use: the document's own, or the roles that a built-in table starts with. */
export function columnsOf(data: DataSettings): readonly ColumnSettings[] {
  if (data.columns.length > 0) return data.columns;
  return DATASETS.find(data.dataset.kind)?.columns ?? [];
}

const featuresOfColumn = ({ name, encoding, categories }: ColumnSettings): readonly string[] =>
  encoding === 'category'
    ? categories.map((category) => categoryFeatureName(name, category))
    : [name];

function shapeOfTable(
  columns: readonly ColumnSettings[],
  picture: DataShape['picture'],
): DataShape {
  const featureNames = columns
    .filter(({ role }) => role === 'feature')
    .flatMap((column) => featuresOfColumn(column));
  const targets = columns.filter(({ role }) => role === 'target');
  // A category among several targets has no common encoding; the analysis says so.
  const isClass = targets.length === 1 && targets[0].encoding === 'category';
  return {
    task: isClass ? 'classification' : 'regression',
    featureShape: [featureNames.length],
    featureNames,
    classNames: isClass ? targets[0].categories : [],
    targetNames: targets.map(({ name }) => name),
    picture,
  };
}

function shapeOfSamples(
  definition: DatasetDefinition,
  samples: NonNullable<DatasetDefinition['samples']>,
  values: Readonly<Record<string, unknown>>,
): DataShape {
  const known = values as never;
  const vocabulary = samples.vocabulary?.(known);
  return {
    task: definition.task,
    featureShape: samples.featureShape(known),
    featureNames: samples.featureNames,
    classNames: samples.classNames(known),
    targetNames: samples.targetNames(known),
    picture: definition.picture,
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
}

/** Settings are never changed in place; the same settings give the very same shape. */
const knownShapes = new WeakMap<DataSettings, DataShape>();

/**
 * What shapes need to know of the data, from the document alone. An unknown dataset counts as a table of the
 * document's columns, so that its network can still be looked at.
 */
export function dataShapeOf(data: DataSettings): DataShape {
  const known = knownShapes.get(data);
  if (known) return known;
  const shape = findShape(data);
  knownShapes.set(data, shape);
  return shape;
}

function findShape(data: DataSettings): DataShape {
  const checked = checkChoice(DATASETS, data.dataset);
  if (!checked.entry) return shapeOfTable(data.columns, 'table');
  const { entry, values } = checked;
  if (entry.samples) return shapeOfSamples(entry, entry.samples, values);
  return shapeOfTable(columnsOf(data), entry.picture);
}

/**
 * Shape of one sample's targets as the loss wants them. Numbers: one column a target. Classes: one column a class,
 * but a single one for two classes where the loss is not one-hot.
 */
export function targetShapeOf(data: DataShape, loss: Choice): Shape {
  if (data.task === 'regression') return [data.targetNames.length];
  const oneHot = LOSSES.find(loss.kind)?.targets === 'one-hot';
  const classes = data.classNames.length;
  return [classes === 2 && !oneHot ? 1 : classes];
}

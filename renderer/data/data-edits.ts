import { AUGMENTATIONS } from '../../shared/catalogue/augmentations';
import { columnsOf, dataShapeOf } from '../../shared/catalogue/data-shape';
import type { DataPicture } from '../../shared/catalogue/dataset';
import { DATASETS } from '../../shared/catalogue/datasets';
import { LOSSES } from '../../shared/catalogue/losses';
import { defaultsOf } from '../../shared/catalogue/parameter';
import { setData, setTraining } from '../../shared/document/edits';
import type {
  Choice,
  ColumnSettings,
  DataSettings,
  JsonValue,
  ProjectDocument,
} from '../../shared/document/schema';

/** Edits of the data page: pure, and each one intention. */

const FITTING_LOSSES = {
  classification: 'categoricalCrossEntropy',
  regression: 'meanSquaredError',
} as const;

/** A loss that is meant for the data's task: the document's own where it is, else the usual one. */
export function fittingLoss({ data, training }: ProjectDocument): Choice {
  const { task } = dataShapeOf(data);
  const own = LOSSES.find(training.loss.kind);
  if (!own || own.tasks.includes(task)) return training.loss;
  const kind = FITTING_LOSSES[task];
  return { kind, parameters: defaultsOf(LOSSES.get(kind).parameters) };
}

/** Where an edit of the data changes the task, the loss changes with it: otherwise the project could not be trained. */
function changeData(document: ProjectDocument, change: Partial<DataSettings>): ProjectDocument {
  const next = setData(document, change);
  return next === document ? document : setTraining(next, { loss: fittingLoss(next) });
}

/** Data that come in a fair scale of their own: pixels in 0 … 1, made sequences about as large, or no quantities at all. */
const OF_SIZE_ONE: ReadonlySet<DataPicture> = new Set(['images', 'sequence']);

/** Numbers in a person's own units (prices, lengths) are scaled from the start; made curves are of size 1 already. */
function usualScaling(data: DataSettings): Partial<DataSettings> {
  const { task, picture } = dataShapeOf(data);
  return {
    standardizeFeatures: !OF_SIZE_ONE.has(picture),
    standardizeTarget: task === 'regression' && picture === 'table',
  };
}

/** Takes a dataset with its defaults and its own columns. */
export function chooseDataset(document: ProjectDocument, kind: string): ProjectDocument {
  if (kind === document.data.dataset.kind) return document;
  const dataset = { kind, parameters: defaultsOf(DATASETS.get(kind).parameters) };
  const change = { dataset, columns: [] };
  return changeData(document, { ...change, ...usualScaling({ ...document.data, ...change }) });
}

/** Takes an imported table with the columns that were proposed for it. */
export function takeImportedTable(
  document: ProjectDocument,
  dataset: Choice,
  columns: readonly ColumnSettings[],
): ProjectDocument {
  const change = { dataset, columns: [...columns] };
  return changeData(document, { ...change, ...usualScaling({ ...document.data, ...change }) });
}

export function setDatasetParameter(
  document: ProjectDocument,
  name: string,
  value: JsonValue,
): ProjectDocument {
  const { dataset } = document.data;
  return changeData(document, {
    dataset: { ...dataset, parameters: { ...dataset.parameters, [name]: value } },
  });
}

/** Switches an augmentation on with its defaults, or off; they are applied in the catalogue's order. */
export function setAugmentation(
  document: ProjectDocument,
  kind: string,
  isOn: boolean,
): ProjectDocument {
  const others = document.data.augmentations.filter((own) => own.kind !== kind);
  const added = { kind, parameters: defaultsOf(AUGMENTATIONS.get(kind).parameters) };
  const placeOf = (own: Choice) => AUGMENTATIONS.kinds.indexOf(own.kind);
  const augmentations = isOn
    ? [...others, added].sort((one, other) => placeOf(one) - placeOf(other))
    : others;
  return changeData(document, { augmentations });
}

export const setAugmentationParameter = (
  document: ProjectDocument,
  kind: string,
  name: string,
  value: JsonValue,
): ProjectDocument =>
  changeData(document, {
    augmentations: document.data.augmentations.map((own) =>
      own.kind === kind ? { ...own, parameters: { ...own.parameters, [name]: value } } : own,
    ),
  });

const isClass = ({ role, encoding }: ColumnSettings): boolean =>
  role === 'target' && encoding === 'category';

/** A class must be the only target: the target that was there before becomes a feature. */
function withOneClass(columns: readonly ColumnSettings[], changed: string): ColumnSettings[] {
  if (!columns.some(isClass)) return [...columns];
  const own = columns.find(({ name }) => name === changed);
  if (own?.role !== 'target') return [...columns];
  return columns.map((column) =>
    column.role === 'target' && column.name !== changed ? { ...column, role: 'feature' } : column,
  );
}

/** Changes how one column is used. Built-in tables get columns of their own in the document with the first change. */
export function setColumn(
  document: ProjectDocument,
  name: string,
  change: Partial<ColumnSettings>,
): ProjectDocument {
  const columns = columnsOf(document.data).map((column) =>
    column.name === name ? { ...column, ...change } : column,
  );
  return changeData(document, { columns: withOneClass(columns, name) });
}

/** Back to the roles that a built-in table starts with. */
export const resetColumns = (document: ProjectDocument): ProjectDocument =>
  changeData(document, { columns: [] });

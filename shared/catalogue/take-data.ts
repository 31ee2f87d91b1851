import { setData, setTraining } from '../document/edits';
import type { Choice, ColumnSettings, DataSettings, ProjectDocument } from '../document/schema';
import { defaultChoice } from './catalogues';
import { dataShapeOf } from './data-shape';
import type { DataPicture } from './dataset';
import { LOSSES } from './losses';

const FITTING_LOSSES = {
  classification: 'categoricalCrossEntropy',
  regression: 'meanSquaredError',
} as const;

/** A loss that is meant for the data's task: the document's own where it is, else the usual one. */
export function fittingLoss({ data, training }: ProjectDocument): Choice {
  const { task } = dataShapeOf(data);
  const own = LOSSES.find(training.loss.kind);
  if (!own || own.tasks.includes(task)) return training.loss;
  return defaultChoice(LOSSES, FITTING_LOSSES[task]);
}

/** Where an edit of the data changes the task, the loss changes with it: otherwise the project could not be trained. */
export function changeData(
  document: ProjectDocument,
  change: Partial<DataSettings>,
): ProjectDocument {
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

/** Takes other data, with columns where they are a table, and the scaling and loss that fit them. */
export function takeData(
  document: ProjectDocument,
  dataset: Choice,
  columns: readonly ColumnSettings[] = [],
): ProjectDocument {
  const change = { dataset, columns: [...columns] };
  return changeData(document, { ...change, ...usualScaling({ ...document.data, ...change }) });
}

import { AUGMENTATIONS } from '../../shared/catalogue/augmentations';
import { columnsOf } from '../../shared/catalogue/data-shape';
import { DATASETS } from '../../shared/catalogue/datasets';
import { newNode } from '../../shared/catalogue/new-node';
import { defaultsOf } from '../../shared/catalogue/parameter';
import { changeData, takeData } from '../../shared/catalogue/take-data';
import { addNode } from '../../shared/document/edits';
import type {
  Choice,
  ColumnSettings,
  JsonValue,
  ProjectDocument,
} from '../../shared/document/schema';
import type { Locale } from '../../shared/text/text';

/** Edits of the data page: pure, and each one intention. */

/** Takes a dataset with its defaults and its own columns. */
export function chooseDataset(document: ProjectDocument, kind: string): ProjectDocument {
  if (kind === document.data.dataset.kind) return document;
  return takeData(document, { kind, parameters: defaultsOf(DATASETS.get(kind).parameters) });
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

/** Pixels below the lowest Input, so that a new one stands clear of it. */
const INPUT_STEP = 120;

/** An Input that takes these columns, below the ones that are there. */
export function addInputOf(
  document: ProjectDocument,
  columns: readonly string[],
  locale: Locale,
): ProjectDocument {
  const inputs = document.network.nodes.filter(({ kind }) => kind === 'input');
  const node = newNode('input', locale);
  const position = {
    x: inputs.length === 0 ? 0 : Math.min(...inputs.map((own) => own.position.x)),
    y: inputs.length === 0 ? 0 : Math.max(...inputs.map((own) => own.position.y)) + INPUT_STEP,
  };
  const parameters = { ...node.parameters, columns: [...columns] };
  return addNode(document, { ...node, position, parameters }).document;
}

import { DATASETS } from '../catalogue/datasets';
import { LAYERS } from '../catalogue/layers';
import { defaultsOf } from '../catalogue/parameter';
import { COLUMN_WIDTH } from '../document/extent';
import { createDocument } from '../document/new-document';
import type {
  Choice,
  Network,
  NetworkEdge,
  NetworkNode,
  Parameters,
  ProjectDocument,
  TrainingSettings,
} from '../document/schema';
import type { Locale, Text } from '../text/text';

/** From one row to the next, in canvas units; a multiple of the snap grid too. */
const ROW_HEIGHT = 144;
const ONE_ROW = 5;

/** A deep network wraps into rows of about the canvas's own proportions, so that zoom-to-fit keeps names readable. */
const nodesPerRow = (count: number): number =>
  count <= ONE_ROW ? ONE_ROW : Math.max(ONE_ROW, Math.round(Math.sqrt(1.6 * count)));

/** A dataset with its defaults, but for the parameters given. */
export const dataset = (kind: string, parameters: Parameters = {}): Choice => ({
  kind,
  parameters: { ...defaultsOf(DATASETS.get(kind).parameters), ...parameters },
});

export const choice = (kind: string, parameters: Parameters = {}): Choice => ({ kind, parameters });

/** A layer before it has a place: the id is stable, because steps and tests name it. */
export interface LabLayer {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly parameters?: Parameters;
  /** Ids of its inputs; the layer before it in the list where not given. */
  readonly from?: readonly string[];
  /** Id of the layer whose weights it takes; its own where not given. */
  readonly weightsOf?: string;
  /** Its place on the canvas, where branches would cross if all layers stood in one line. */
  readonly place?: { readonly column: number; readonly row: number };
}

export const inputLayer: LabLayer = {
  id: 'input',
  kind: 'input',
  name: { en: 'Input', zh: '输入' },
};

export const outputLayer: LabLayer = {
  id: 'output',
  kind: 'output',
  name: { en: 'Output', zh: '输出' },
};

/** Hidden Dense layers `hidden-1` … `hidden-count`, all alike. */
export function hiddenLayers(count: number, parameters: Parameters): LabLayer[] {
  return Array.from({ length: count }, (_, index) => hiddenLayer(index + 1, parameters));
}

export const hiddenLayer = (number: number, parameters: Parameters): LabLayer => ({
  id: `hidden-${number}`,
  kind: 'dense',
  name: { en: `Hidden ${number}`, zh: `隐藏层 ${number}` },
  parameters,
});

/** A batch normalization behind the hidden layer of this number. */
export const normalization = (number: number): LabLayer => ({
  id: `normalization-${number}`,
  kind: 'batchNormalization',
  name: { en: `Batch normalization ${number}`, zh: `批量规范化 ${number}` },
});

/** The last Dense layer: as many units as the loss wants outputs, no activation (losses take logits). */
export const headLayer = (units: number, parameters: Parameters = {}): LabLayer => ({
  id: 'head',
  kind: 'dense',
  name: { en: 'Last', zh: '末层' },
  parameters: {
    units,
    activation: choice('linear'),
    kernelInitializer: choice('glorotUniform'),
    ...parameters,
  },
});

/** Places layers left to right in rows, where they have no place of their own, and connects each to the one before it, or to those it names. */
export function networkOf(layers: readonly LabLayer[], locale: Locale): Network {
  const perRow = nodesPerRow(layers.length);
  const nodes = layers.map((layer, index): NetworkNode => {
    const place = layer.place ?? { column: index % perRow, row: Math.floor(index / perRow) };
    return {
      id: layer.id,
      kind: layer.kind,
      name: layer.name[locale],
      position: { x: place.column * COLUMN_WIDTH, y: place.row * ROW_HEIGHT },
      parameters: { ...defaultsOf(LAYERS.get(layer.kind).parameters), ...layer.parameters },
      ...(layer.weightsOf === undefined ? {} : { weightsOf: layer.weightsOf }),
    };
  });
  const edges = layers.flatMap((layer, index): NetworkEdge[] =>
    sourcesOf(layers, index).map((source) => ({
      id: `${source}→${layer.id}`,
      source,
      target: layer.id,
      targetPort: 'in',
    })),
  );
  return { nodes, edges, comments: [] };
}

function sourcesOf(layers: readonly LabLayer[], index: number): readonly string[] {
  const layer = layers[index];
  if (layer.from) return layer.from;
  return LAYERS.get(layer.kind).inputs === 'none' ? [] : [layers[index - 1].id];
}

export interface LabProject {
  readonly lab: string;
  readonly title: Text;
  readonly layers: readonly LabLayer[];
  readonly dataset: Choice;
  readonly data?: Partial<ProjectDocument['data']>;
  readonly training: Partial<TrainingSettings>;
}

/** What a lab's project is called at first: `V1 · See a gradient vanish`. */
export const labName = (lab: string, title: Text, locale: Locale): string =>
  `${lab} · ${title[locale]}`;

/** The project of a lab: a new document with the lab's network, data and training in it. */
export function labDocument(project: LabProject, locale: Locale): ProjectDocument {
  const empty = createDocument(labName(project.lab, project.title, locale));
  return {
    ...empty,
    lab: project.lab,
    network: networkOf(project.layers, locale),
    data: { ...empty.data, ...project.data, dataset: project.dataset },
    training: { ...empty.training, ...project.training },
  };
}

import { dataShapeOf } from '../catalogue/data-shape';
import { categoryColumn, numberColumn } from '../catalogue/datasets/columns';
import { type Shape, sizeOf } from '../catalogue/layer';
import { LAYERS } from '../catalogue/layers';
import { LOSSES } from '../catalogue/losses';
import { defaultsOf } from '../catalogue/parameter';
import { COLUMN_WIDTH } from '../document/extent';
import { sameJson } from '../document/json';
import { MAX_CATEGORIES, MAX_COLUMNS, MAX_NAME_CHARACTERS } from '../document/limits';
import { Identifiers } from '../document/names';
import { createDocument } from '../document/new-document';
import type {
  Choice,
  ColumnSettings,
  DataSettings,
  NetworkNode,
  ProjectDocument,
  TrainingSettings,
} from '../document/schema';
import { fillText, formatShape, type Text } from '../text/text';

/** A network that came in, before it has data and places. */
export interface IncomingNetwork {
  readonly name: string;
  /** Each behind those that it takes from; places are given here. */
  readonly nodes: readonly Omit<NetworkNode, 'position'>[];
  /** From and to, by id; those into one node in the order in which it takes them. */
  readonly connections: readonly (readonly [source: string, target: string])[];
  /** Nodes of kind `input`, and the shape of a sample that each takes. */
  readonly inputs: readonly { readonly node: string; readonly shape: Shape }[];
  /** Of the node that leads into the Output; null where it is not known. */
  readonly outputShape: Shape | null;
  /** The activation that the network ends with. */
  readonly ending: string;
  /** Settings of the training that the file brings along. */
  readonly settings: Partial<TrainingSettings>;
}

const NOTES = {
  table: {
    en: 'The file holds no data. Choose a table with {{columns}} feature columns in Data; until then its columns are called x1, x2 and so on.',
    zh: '该文件不含数据。请在“数据”中选择含 {{columns}} 个特征列的表格；在此之前各列名为 x1、x2……',
  },
  pictures: {
    en: 'The file holds no data. Choose a folder of pictures in Data; they are brought to {{shape}}.',
    zh: '该文件不含数据。请在“数据”中选择图片文件夹；图片会缩放为 {{shape}}。',
  },
  reshaped: {
    en: 'The network takes samples of shape {{shape}}. They come as one row of {{columns}} columns, and a Reshape behind the Input gives them that shape.',
    zh: '该网络的样本形状为 {{shape}}。数据以一行 {{columns}} 列的形式输入，由输入后的“变形”层变为该形状。',
  },
  'too-wide': {
    en: 'The network takes samples of shape {{shape}}, more numbers than a table may have columns ({{limit}}). Choose data of that shape before training.',
    zh: '该网络的样本形状为 {{shape}}，其数字个数超过表格列数的上限（{{limit}}）。训练前请选择该形状的数据。',
  },
  'other-data': {
    en: 'The data of the project have samples of shape {{there}}; the network takes {{shape}}.',
    zh: '该项目的数据样本形状为 {{there}}，而网络需要 {{shape}}。',
  },
  loss: {
    en: 'The file does not say with which loss it was trained; {{loss}} was chosen by its last activation.',
    zh: '该文件未说明训练所用的损失函数；已根据最后的激活函数选择{{loss}}。',
  },
} as const satisfies Record<string, Text>;

const ROW_HEIGHT = 144;

/** From left to right by the longest way from an input; what is equally far stands below each other. */
function placed(network: IncomingNetwork): NetworkNode[] {
  const depths = new Map<string, number>();
  const sources = new Map<string, string[]>();
  for (const [source, target] of network.connections) {
    sources.set(target, [...(sources.get(target) ?? []), source]);
  }
  const rows = new Map<number, number>();
  return network.nodes.map((node) => {
    const before = (sources.get(node.id) ?? []).map((id) => (depths.get(id) ?? 0) + 1);
    const depth = Math.max(0, ...before);
    depths.set(node.id, depth);
    const row = rows.get(depth) ?? 0;
    rows.set(depth, row + 1);
    return { ...node, position: { x: depth * COLUMN_WIDTH, y: row * ROW_HEIGHT } };
  });
}

const numbered = (stem: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${stem}${index + 1}`);

/** What a network ends with says what it answers: classes, one of two, or numbers. */
const CLASS_LOSSES = new Set(['categoricalCrossEntropy', 'binaryCrossEntropy', 'hinge']);

const LOSS_BY_ENDING: Readonly<Record<string, Choice>> = {
  softmax: { kind: 'categoricalCrossEntropy', parameters: { fromLogits: false } },
  logSoftmax: { kind: 'categoricalCrossEntropy', parameters: { fromLogits: true } },
  sigmoid: { kind: 'binaryCrossEntropy', parameters: { fromLogits: false } },
};

const OTHER_LOSS: Choice = { kind: 'meanSquaredError', parameters: {} };

/** Classes that a network with so many outputs tells apart: one output is one of two. */
const classesOf = (outputs: number): readonly string[] =>
  numbered('class ', Math.min(MAX_CATEGORIES, Math.max(2, outputs)));

function targetColumns(loss: string, outputs: number): readonly ColumnSettings[] {
  if (CLASS_LOSSES.has(loss)) return [categoryColumn('class', 'target', classesOf(outputs))];
  return numbered('y', outputs).map((name) => numberColumn(name, 'target'));
}

/** Numbers go in as they are in the file: no standardizing, which the network did not have. */
const AS_THEY_ARE = { standardizeFeatures: false, standardizeTarget: false } as const;

interface ChosenData {
  readonly data: DataSettings;
  readonly notes: readonly Text[];
  /** The samples come as one row. */
  readonly isFlat: boolean;
}

const CHANNELS: Readonly<Record<number, string>> = { 1: 'grey', 3: 'colour' };
const MAX_PICTURE_SIDE = 512;

/** A folder of pictures of this shape, where the network tells classes apart. */
function picturesOf(
  start: DataSettings,
  shape: Shape,
  loss: string,
  outputs: number,
): ChosenData | null {
  const [height, width, channels] = shape;
  const colour = CHANNELS[channels];
  const isPicture = shape.length === 3 && colour !== undefined && CLASS_LOSSES.has(loss);
  if (!isPicture || Math.max(height, width) > MAX_PICTURE_SIDE) return null;
  const parameters = { folder: '', classes: [...classesOf(outputs)], height, width, colour };
  return {
    data: { ...start, ...AS_THEY_ARE, dataset: { kind: 'imageFolder', parameters } },
    notes: [fillText(NOTES.pictures, { shape: formatShape(shape) })],
    isFlat: false,
  };
}

function tableOf(start: DataSettings, shape: Shape, loss: string, outputs: number): ChosenData {
  const columns = sizeOf(shape);
  const targets = targetColumns(loss, outputs);
  const values = { shape: formatShape(shape), columns, limit: MAX_COLUMNS };
  if (columns + targets.length > MAX_COLUMNS) {
    return { data: start, notes: [fillText(NOTES['too-wide'], values)], isFlat: false };
  }
  const features = numbered('x', columns).map((name) => numberColumn(name));
  const dataset = { kind: 'csv', parameters: { file: '' } };
  const isFlat = shape.length > 1;
  return {
    data: { ...start, ...AS_THEY_ARE, dataset, columns: [...features, ...targets] },
    notes: [fillText(NOTES.table, values), ...(isFlat ? [fillText(NOTES.reshaped, values)] : [])],
    isFlat,
  };
}

function dataOnto(onto: ProjectDocument, shape: Shape): ChosenData {
  const there = dataShapeOf(onto.data).featureShape;
  const isSame = sameJson(there, shape);
  const isFlat = !isSame && there.length === 1 && there[0] === sizeOf(shape);
  const values = { there: formatShape(there), shape: formatShape(shape), columns: there[0] };
  if (isSame) return { data: onto.data, notes: [], isFlat };
  const note = fillText(isFlat ? NOTES.reshaped : NOTES['other-data'], values);
  return { data: onto.data, notes: [note], isFlat };
}

/** The shape of a sample of the data: that of the one input, or all rows of several side by side. */
function shapeOfSample({ inputs }: IncomingNetwork): Shape {
  if (inputs.length === 1) return inputs[0].shape;
  return [inputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0)];
}

/** Several inputs share the columns of the table out, from the first to the last. */
function withColumns(network: IncomingNetwork, data: DataSettings): IncomingNetwork {
  if (network.inputs.length < 2) return network;
  const names = dataShapeOf(data).featureNames;
  let at = 0;
  const columns = new Map(
    network.inputs.map(({ node, shape }) => {
      const own = names.slice(at, at + sizeOf(shape));
      at += own.length;
      return [node, own];
    }),
  );
  const nodes = network.nodes.map((node) => {
    const own = columns.get(node.id);
    return own ? { ...node, parameters: { ...node.parameters, columns: [...own] } } : node;
  });
  return { ...network, nodes };
}

/** A Reshape behind the Input, so that a row of columns has the shape that the network takes. */
function reshaped(network: IncomingNetwork, shape: Shape): IncomingNetwork {
  const [{ node: input }] = network.inputs;
  const id = new Identifiers(network.nodes).next('reshape');
  const reshape = {
    id,
    kind: 'reshape',
    name: LAYERS.get('reshape').label.en,
    parameters: { ...defaultsOf(LAYERS.get('reshape').parameters), shape: [...shape] },
  };
  const at = network.nodes.findIndex((node) => node.id === input) + 1;
  return {
    ...network,
    nodes: [...network.nodes.slice(0, at), reshape, ...network.nodes.slice(at)],
    connections: [
      [input, id],
      ...network.connections.map(
        ([source, target]) => [source === input ? id : source, target] as const,
      ),
    ],
  };
}

/**
 * The project of a network that came in. With `onto` it has the data and the training of that project; else settings
 * of the file's own and data that are still to be chosen, of the shape that the network takes.
 */
export function incomingDocument(
  network: IncomingNetwork,
  onto?: ProjectDocument,
): { readonly document: ProjectDocument; readonly notes: readonly Text[] } {
  const empty = createDocument(network.name.slice(0, MAX_NAME_CHARACTERS));
  const loss = network.settings.loss ?? LOSS_BY_ENDING[network.ending] ?? OTHER_LOSS;
  const outputs = sizeOf(network.outputShape ?? [1]);
  const shape = shapeOfSample(network);
  const { data, notes, isFlat } = onto
    ? dataOnto(onto, shape)
    : (picturesOf(empty.data, shape, loss.kind, outputs) ??
      tableOf(empty.data, shape, loss.kind, outputs));
  const training = onto?.training ?? { ...empty.training, ...network.settings, loss };
  const whole = withColumns(isFlat ? reshaped(network, shape) : network, data);
  const isChosen = !onto && network.settings.loss === undefined;
  const label = LOSSES.get(training.loss.kind).label;
  return {
    document: {
      ...empty,
      network: {
        nodes: placed(whole),
        edges: whole.connections.map(([source, target], index) => ({
          id: `edge-${index + 1}`,
          source,
          target,
          targetPort: 'in',
        })),
        comments: [],
      },
      data,
      training,
    },
    notes: [...notes, ...(isChosen ? [fillText(NOTES.loss, { loss: label })] : [])],
  };
}

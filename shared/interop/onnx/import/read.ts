import { dataShapeOf } from '../../../catalogue/data-shape';
import type { DataShape } from '../../../catalogue/dataset';
import { type Shape, sizeOf } from '../../../catalogue/layer';
import { MAX_COLUMNS } from '../../../document/limits';
import { createDocument } from '../../../document/new-document';
import type { Choice, NetworkNode, ProjectDocument } from '../../../document/schema';
import { fail, type Result, succeed } from '../../../result';
import type { ExchangeFailure, ExchangeFile, Incoming } from '../../exchange';
import { type IncomingNetwork, incomingDocument } from '../../incoming';
import { failure } from '../failures';
import { readHint } from '../hint';
import { hasFeatures, type MadeOf, METADATA_KEY, readMetadata } from '../project-data';
import { type DraftNode, TooManyNodes } from './draft';
import { type Ending, endingOf } from './endings';
import { consumersOf, type FileGraph, type FileOp, type FileValue, readGraph } from './file-graph';
import { HintReader } from './hinted';
import { channelsFirst, type Meaning, meaningOf, naturalAxes } from './meaning';
import { NetworkReader } from './network-reader';
import { noteText } from './notes';
import { readOp } from './readers';

/** Operators that want the channels behind the batch. */
const CHANNELS_FIRST: ReadonlySet<string> = new Set([
  'Conv',
  'ConvTranspose',
  'MaxPool',
  'AveragePool',
  'GlobalAveragePool',
  'GlobalMaxPool',
  'BatchNormalization',
  'InstanceNormalization',
]);

const CONSTANT = 'Constant';
/** Id of the Input that takes all features, where a file gives it none. */
const FEATURES = 'features';

/** Operators behind which axes stand as before. */
const KEEPING: ReadonlySet<string> = new Set([
  'Identity',
  'Cast',
  'Dropout',
  'Pad',
  'Add',
  'Sub',
  'Mul',
  'Div',
  'Relu',
  'Clip',
  'LeakyRelu',
  'Sigmoid',
  'Tanh',
  'Resize',
  'Concat',
]);

/** Whether what takes a value first asks for channels behind the batch. */
function wantsChannelsFirst(graph: FileGraph, name: string): boolean {
  const seen = new Set<string>();
  const waiting = [name];
  for (let at = 0; at < waiting.length; at += 1) {
    for (const { operator, inputs, outputs } of consumersOf(graph, waiting[at])) {
      if (CHANNELS_FIRST.has(operator) && inputs[0] === waiting[at]) return true;
      if (!KEEPING.has(operator) || seen.has(outputs[0])) continue;
      seen.add(outputs[0]);
      waiting.push(outputs[0]);
    }
  }
  return false;
}

/** The shape of a sample in the app and where its axes stand in the file; null where the file leaves one open. */
function sampleOf(graph: FileGraph, { name, shape }: FileValue) {
  const inner = shape.slice(1);
  if (inner.length === 0 || inner.some((axis) => axis === null || axis < 1)) return null;
  const there = inner as Shape;
  if (there.length < 2 || !wantsChannelsFirst(graph, name)) {
    return { shape: there, axes: naturalAxes(there) };
  }
  const own = [...there.slice(1), there[0]];
  return { shape: own, axes: channelsFirst(own) };
}

/** The operators that an output needs. */
function neededOps({ ops }: FileGraph, output: string): readonly FileOp[] {
  const needed = new Set([output]);
  const kept: FileOp[] = [];
  for (const op of ops.toReversed()) {
    if (!op.outputs.some((name) => needed.has(name))) continue;
    kept.push(op);
    for (const name of op.inputs) needed.add(name);
  }
  return kept.reverse();
}

/** Nodes that lead to the last one, in their order. */
function leadingTo(nodes: ReadonlyMap<string, DraftNode>, last: string): readonly DraftNode[] {
  const used = new Set([last]);
  const kept: DraftNode[] = [];
  for (const node of [...nodes.values()].reverse()) {
    if (!used.has(node.id)) continue;
    kept.push(node);
    for (const source of node.sources) used.add(source);
  }
  return kept.reverse();
}

interface Read {
  readonly reader: NetworkReader;
  readonly inputs: IncomingNetwork['inputs'];
  readonly output: DraftNode;
  readonly outputShape: Shape | null;
}

/** Adds an Input for each of the graph's; null where the shape of one is open. */
function addInputs(reader: NetworkReader, hints: HintReader): IncomingNetwork['inputs'] | string {
  const inputs: { node: string; shape: Shape }[] = [];
  for (const value of reader.graph.inputs) {
    const sample = sampleOf(reader.graph, value);
    if (!sample) return value.name;
    const hint = readHint(value.docString);
    const wish =
      hint?.kind === 'input'
        ? { id: hint.id, name: hint.name }
        : { id: FEATURES, name: value.name };
    const node = reader.draft.add('input', {}, [], wish);
    if (hint?.kind === 'input') hints.restored.set(hint.id, node.id);
    reader.set(value.name, meaningOf(node.id, sample.shape, sample.axes));
    inputs.push({ node: node.id, shape: sample.shape });
  }
  return inputs;
}

/** Every operator in turn: by its hint where that is proven, by its structure, or as what it is called. */
function readOps(reader: NetworkReader, hints: HintReader): void {
  const ops = neededOps(reader.graph, reader.output);
  // A formula's numbers may stand behind its first operator.
  for (const op of ops) if (op.operator === CONSTANT && readOp(op, reader)) reader.taken.add(op);
  for (const op of ops) {
    if (reader.taken.has(op)) continue;
    if (hints.read(op) || readOp(op, reader)) continue;
    reader.opaque(op);
  }
}

function addOutput(reader: NetworkReader, hints: HintReader): Read['output'] | null {
  const ended = reader.asLayer(reader.output);
  if (!ended) return null;
  const natural: Meaning = (ended.shape && reader.natural(ended)) || ended;
  const { id, name } = hints.output ?? { id: 'output', name: 'Output' };
  return reader.draft.add('output', {}, [natural.node], { id, name });
}

/** Data that are still to be chosen: a table whose columns are numbered, as `incomingDocument` has them. */
function unnamedData({ inputs: [{ shape }] }: FileGraph): DataShape {
  const count = shape.length === 2 ? Math.min(shape[1] ?? 0, MAX_COLUMNS) : 0;
  const featureNames = Array.from({ length: count }, (_, index) => `x${index + 1}`);
  return { ...dataShapeOf(createDocument('').data), featureShape: [count], featureNames };
}

function read(graph: FileGraph, ending: Ending, base: ProjectDocument | undefined) {
  const data = base ? dataShapeOf(base.data) : unnamedData(graph);
  const reader = new NetworkReader(graph, data, ending.output.name);
  const hints = new HintReader(reader, graph.inputs[0].name);
  const inputs = addInputs(reader, hints);
  if (typeof inputs === 'string') return fail(failure('open-shape', { name: inputs }));
  const isRow = inputs.every(({ shape }) => shape.length === 1);
  if (inputs.length > 1 && !isRow) return fail(failure('inputs', { count: inputs.length }));
  readOps(reader, hints);
  hints.end();
  const output = addOutput(reader, hints);
  if (!output) return fail(failure('no-graph'));
  const outputShape = reader.layer(ending.output.name)?.shape ?? null;
  return succeed({ reader, inputs, output, outputShape } satisfies Read);
}

/** The activation that a network ends with. */
function lastActivation(nodes: readonly DraftNode[], { sources }: DraftNode): string {
  const last = nodes.find(({ id }) => id === sources[0]);
  return (last?.parameters.activation as Choice | undefined)?.kind ?? 'linear';
}

const withoutPlace = ({ sources: _sources, ...node }: DraftNode): Omit<NetworkNode, 'position'> =>
  node;

/** The data and the loss that the app wrote into the file, as a project; undefined where there are none that fit. */
function projectOfFile(graph: FileGraph, made: MadeOf | null): ProjectDocument | undefined {
  const [input] = graph.inputs;
  const shape = input.shape.slice(1).filter((axis) => axis !== null);
  if (!made?.data || graph.inputs.length > 1 || !hasFeatures(made.data, shape)) return undefined;
  const empty = createDocument('');
  return { ...empty, data: made.data, training: { ...empty.training, loss: made.loss } };
}

/**
 * Reads an ONNX model as a project: layers where the app has such, weights in the app's order, and each operator that
 * it does not know as a layer of unknown kind. Never throws.
 */
export async function readOnnx(
  [file]: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Result<Incoming, ExchangeFailure>> {
  const graph = readGraph(file.content);
  if (!graph.ok) return graph;
  const ending = endingOf(graph.value);
  const madeOf = readMetadata(graph.value.metadata.get(METADATA_KEY));
  const base = onto ?? projectOfFile(graph.value, madeOf);
  const made = attempt(() => read(graph.value, ending, base));
  if (!made.ok) return made;
  const { reader, inputs, output, outputShape } = made.value;
  const nodes = leadingTo(reader.draft.nodes, output.id);
  const kept = new Set(nodes.map(({ id }) => id));
  const loss = madeOf?.loss ?? ending.loss;
  const network: IncomingNetwork = {
    name: file.path.replace(/^.*\//, '').replace(/\.onnx$/i, ''),
    nodes: nodes.map(withoutPlace),
    connections: nodes.flatMap(({ id, sources }) => sources.map((one) => [one, id] as const)),
    inputs,
    outputShape: outputShape && [sizeOf(outputShape)],
    ending: lastActivation(nodes, output),
    settings: loss ? { loss } : {},
  };
  const { document, notes } = incomingDocument(network, base);
  const { output: chosen, leftOut } = ending;
  const count = graph.value.outputs.length;
  const others = leftOut > 0 ? [noteText('outputs', { count, name: chosen.name })] : [];
  const weights = reader.draft.weights.filter(({ node }) => kept.has(node));
  return succeed({
    document,
    weights: weights.length > 0 ? weights : null,
    notes: [...reader.notes, ...others, ...notes],
  });
}

/** A file with more layers than a project may hold is refused. */
function attempt<Value>(
  work: () => Result<Value, ExchangeFailure>,
): Result<Value, ExchangeFailure> {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooManyNodes) return fail(failure('too-many-layers'));
    throw error;
  }
}

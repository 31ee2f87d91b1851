import { valuesOfChoice } from '../../catalogue/catalogues';
import { drawWeight } from '../../catalogue/draw-weight';
import { inputColumns } from '../../catalogue/feature-columns';
import { INITIALIZERS } from '../../catalogue/initializers';
import { type Shape, sizeOf, type WeightSpec } from '../../catalogue/layer';
import { LOSSES } from '../../catalogue/losses';
import type { DataSettings, ProjectDocument } from '../../document/schema';
import { analyse } from '../../graph/analyse';
import type { Analysis, NodeAnalysis } from '../../graph/analysis';
import { nameOfNode } from '../../graph/name-of-node';
import { neededNodes } from '../../graph/needed-nodes';
import { obstacleOf } from '../../graph/obstacle';
import { fail, type Result, succeed } from '../../result';
import { type WeightRecord, weightKey } from '../../telemetry/checkpoint';
import type { Text } from '../../text/text';
import type { ExchangeFailure, ExchangeFile, Outgoing } from '../exchange';
import type { Layout } from '../pytorch/layer';
import { writeActivation } from './activations';
import { failure } from './failures';
import { GraphWriter, type Value } from './graph-writer';
import { writeHint } from './hint';
import { LAYER_WRITERS } from './layers';
import { DATA_TYPES, type Draft } from './messages';
import { integer, type LayerWriter, layoutFor } from './operations';
import { METADATA_KEY, writeMetadata } from './project-data';
import { encodeMessage } from './protobuf';

/** ONNX 1.12: understood by every runtime of the last years, and the first with layer normalization. */
const OPSET = 17;
const IR_VERSION = 8;
const FEATURES = 'features';
const BATCH = 'batch';

type Weights = ReadonlyMap<string, Float32Array>;

const fromData = ({ initializer, shape, blocks = [] }: WeightSpec): string | null => {
  // A bias has no gain of its own: nothing looks at the data for it.
  if (shape.length < 2) return null;
  const all = [initializer, ...blocks].map(({ kind }) => INITIALIZERS.get(kind));
  return all.find((one) => one.fromData)?.label.en ?? null;
};

/**
 * Numbers of every weight: those of a run, or without one those that training would start from, drawn from the
 * project's seed. Refused where an initializer has to look at the data first.
 */
function weightsOf(
  owners: readonly NodeAnalysis[],
  records: readonly WeightRecord[] | null,
  seed: number,
): Result<Weights, ExchangeFailure> {
  const byPlace = records && new Map(records.map((one) => [weightKey(one.node, one.name), one]));
  const found = new Map<string, Float32Array>();
  for (const { node, weights } of owners) {
    for (const spec of weights) {
      const key = weightKey(node.id, spec.name);
      const count = sizeOf(spec.shape);
      const values = byPlace ? byPlace.get(key)?.values : drawWeight(node.id, spec, seed);
      if (values?.length !== count) {
        const named = { node: nameOfNode(node), weight: spec.name, count };
        return fail(failure('weights', named));
      }
      const initializer = byPlace ? null : fromData(spec);
      if (initializer) {
        return fail(failure('from-data', { node: nameOfNode(node), initializer }));
      }
      found.set(key, values);
    }
  }
  return succeed(found);
}

/** What the outputs of a network are: their names in the file, and what turns the first into the second. */
interface OutputNames {
  /** What the network gives, as the loss takes it. */
  readonly own: string;
  /** The operator that makes probabilities of it; null where it gives them itself, or there are none. */
  readonly operator: 'Softmax' | 'Sigmoid' | null;
}

const PROBABILITIES = 'probabilities';
const OPERATORS = { softmax: 'Softmax', sigmoid: 'Sigmoid' } as const;

/** A loss that takes logits makes probabilities of them; so does the file, beside them. */
export function outputNames({ training }: ProjectDocument): OutputNames {
  const loss = LOSSES.get(training.loss.kind);
  const prediction = loss.prediction(valuesOfChoice(LOSSES, training.loss) as never);
  if (prediction === 'softmax' || prediction === 'sigmoid') {
    return { own: 'logits', operator: OPERATORS[prediction] };
  }
  if (prediction === 'sign') return { own: 'scores', operator: null };
  const own = loss.tasks.includes('regression') ? 'predictions' : PROBABILITIES;
  return { own, operator: null };
}

const valueInfo = (name: string, shape: Shape, docString: string): Draft<'ValueInfo'> => ({
  name,
  docString,
  type: {
    tensor: {
      elementType: DATA_TYPES.float32,
      shape: { dimensions: [{ parameter: BATCH }, ...shape.map((value) => ({ value }))] },
    },
  },
});

/** Where the channels of a node's inputs stand: as its writer wants them. */
export function layoutOf(writer: LayerWriter, inputs: readonly Value[], shape: Shape): Layout {
  const [first] = inputs;
  const isAlike = inputs.every(({ layout }) => layout === first.layout);
  const usual = first && isAlike ? first.layout : 'last';
  return layoutFor(writer.wants === 'any' ? usual : writer.wants, first?.shape ?? shape);
}

class NetworkWriter {
  readonly graph = new GraphWriter(FEATURES);
  private readonly values = new Map<string, Value>();
  /** Words of the graph's input: the first Input that takes all of it. */
  private inputNote: string | null = null;

  constructor(
    private readonly analysis: Analysis,
    private readonly weights: Weights,
  ) {}

  /** Adds a node; false where its kind cannot be written. */
  add(known: NodeAnalysis): boolean {
    const { node, values, sources, activation } = known;
    const writer = LAYER_WRITERS.get(node.kind);
    if (!writer) return false;
    const shape = known.outputShape as Shape;
    const inputs = sources.map((id) => this.values.get(id) as Value);
    const layout = layoutOf(writer, inputs, shape);
    const columns = inputColumns(node.kind, values, this.analysis.data.featureNames);
    const inputShapes = known.inputShapes as readonly Shape[];
    const site = { values, inputShapes, outputShape: shape, layout, columns };
    const gives = layoutFor(layout, shape);
    const { id, kind, name, parameters } = node;
    const owner = known.weightsOf;
    const note = writeHint({
      id,
      kind,
      name,
      parameters,
      sources: [...sources],
      ...(owner === null ? {} : { weightsOf: owner }),
    });
    if (kind === 'input' && !columns && this.inputNote === null) {
      this.inputNote = note;
      this.values.set(id, { name: FEATURES, layout: 'last', shape });
      return true;
    }
    const written = { name: nameOfNode(node), kind, inputs, weight: this.weightOf(known) };
    const output = this.graph.write(written, note, (ops) =>
      writeActivation(ops, activation, writer.write(ops, site), { layout: gives, shape }),
    );
    this.values.set(id, { name: output, layout: gives, shape });
    return true;
  }

  /** The graph's outputs: what the network gives, and probabilities where the loss makes them. */
  end(output: NodeAnalysis, { own, operator }: OutputNames): readonly Draft<'ValueInfo'>[] {
    const { shape } = this.values.get(output.node.id) as Value;
    const { nodes } = this.graph;
    // The last operator is the Output's own, an Identity, so that its result may have the name that people look for.
    const last = nodes.length - 1;
    const result = this.graph.take(own);
    nodes[last] = { ...nodes[last], outputs: [result] };
    const infos = [valueInfo(result, shape, 'What the network gives, as its loss takes it.')];
    if (!operator) return infos;
    const probabilities = this.graph.take(PROBABILITIES);
    const isSoftmax = operator === 'Softmax';
    nodes.push({
      name: this.graph.take(`${probabilities}_${operator.toLowerCase()}`),
      operator,
      inputs: [result],
      outputs: [probabilities],
      attributes: isSoftmax ? [{ name: 'axis', ...integer(-1), type: 2 }] : [],
    });
    return [...infos, valueInfo(probabilities, shape, 'Probabilities of the classes.')];
  }

  inputInfo(): Draft<'ValueInfo'> {
    return valueInfo(FEATURES, this.analysis.data.featureShape, this.inputNote ?? '');
  }

  private weightOf({ node, weights, weightsOf: other }: NodeAnalysis) {
    const owner = other ?? node.id;
    return (name: string) => {
      const spec = weights.find((one) => one.name === name);
      const values = this.weights.get(weightKey(owner, name));
      if (!spec || !values) throw new Error(`no weight ${name} of a layer of kind ${node.kind}`);
      return { owner, shape: spec.shape, values };
    };
  }
}

/** The owners of all weights that the Output needs, in the order of their first use. */
function ownersOf(analysis: Analysis, order: readonly NodeAnalysis[]): readonly NodeAnalysis[] {
  const ids = new Set(order.map(({ node, weightsOf: owner }) => owner ?? node.id));
  return [...ids].map((id) => analysis.nodes.get(id) as NodeAnalysis);
}

/** What a caller must know of the numbers that go in and come out; in English, as the names in the file are. */
function describe({ standardizeFeatures, standardizeBy, standardizeTarget }: DataSettings): string {
  const features = standardizeFeatures
    ? `standardized (mean 0, deviation 1 by ${standardizeBy}, over the training share)`
    : 'not scaled';
  const target = standardizeTarget ? ' Targets were standardized too, and so are predictions.' : '';
  return `Features are as the app prepares them: ${features}, channels last.${target}`;
}

const PARAMETER_FAULTS: ReadonlySet<string> = new Set(['parameter-invalid', 'choice-unknown']);

/** Why a network cannot be computed; what its data or its loss lack is no reason. */
function obstacleFor(analysis: Analysis, order: readonly NodeAnalysis[]): Text | null {
  const outputs = order.filter(({ node }) => node.kind === 'output');
  const isWhole = outputs.length === 1 && order.every(({ outputShape }) => outputShape !== null);
  const problems = isWhole
    ? order.flatMap((known) => known.problems.filter(({ kind }) => PARAMETER_FAULTS.has(kind)))
    : analysis.problems;
  return obstacleOf({ problems });
}

/**
 * The network of a project as an ONNX model for inference: blocks written out, batch of any size, moving averages in
 * batch normalizations. Features and outputs are those of the prepared data.
 */
export function writeOnnx({
  document,
  weights: records,
}: Outgoing): Result<readonly ExchangeFile[], ExchangeFailure> {
  const analysis = analyse(document);
  const order = neededNodes(analysis);
  const problem = obstacleFor(analysis, order);
  if (problem) return fail(failure('faulty', { problem }));
  const weights = weightsOf(ownersOf(analysis, order), records, document.training.seed);
  if (!weights.ok) return weights;
  const writer = new NetworkWriter(analysis, weights.value);
  for (const known of order) {
    if (writer.add(known)) continue;
    return fail(failure('layer', { node: nameOfNode(known.node), kind: known.node.kind }));
  }
  const outputs = writer.end(order[order.length - 1], outputNames(document));
  const model: Draft<'Model'> = {
    irVersion: IR_VERSION,
    producerName: 'Vanishing Point',
    docString: describe(document.data),
    opsetImport: [{ domain: '', version: OPSET }],
    metadata: [{ key: METADATA_KEY, value: writeMetadata(document.data, document.training) }],
    graph: {
      name: 'network',
      nodes: writer.graph.nodes,
      initializers: writer.graph.initializers,
      inputs: [writer.inputInfo()],
      outputs,
    },
  };
  return succeed([{ path: 'model.onnx', content: encodeMessage('Model', model) }]);
}

import type { Shape } from '../../catalogue/layer';
import { sizeOf } from '../../catalogue/layer';
import { penaltyOf } from '../../catalogue/penalty';
import { sameJson } from '../../document/json';
import type { Choice, TrainingSettings } from '../../document/schema';
import type { Analysis, NodeAnalysis } from '../../graph/analysis';
import { nameOfNode } from '../../graph/name-of-node';
import { neededNodes } from '../../graph/needed-nodes';
import { type Result, succeed } from '../../result';
import { type WeightRecord, weightKey } from '../../telemetry/checkpoint';
import { problemText } from '../../text/problem-text';
import type { ExchangeFailure } from '../exchange';
import { Names } from '../pytorch/names';
import { inlineName, stageOf } from './activations';
import type { Described } from './described';
import type { Dialect } from './dialect';
import { refuse, TOOLS } from './failures';
import { mappingOf } from './layers';
import type { LayerMapping, Variable } from './mapping';
import type { CallReference, KerasLayer, KerasModel, KerasWeight } from './model';
import { kerasOrder } from './order';

/** Behind the name of the layer whose activation it is. A file with such a layer is read as one node again. */
export const ACTIVATION_ENDING = '_activation';

interface Request {
  readonly analysis: Analysis;
  readonly training: Pick<TrainingSettings, 'l1' | 'l2'>;
  readonly weights: readonly WeightRecord[] | null;
  readonly dialect: Dialect;
}

interface GrowingLayer extends Omit<KerasLayer, 'calls'> {
  readonly calls: KerasLayer['calls'][number][];
}

/** A layer that a node is written as. */
interface Part {
  readonly described: Described;
  readonly mapping: LayerMapping | null;
  readonly variables: readonly Variable[];
  /** What is behind the node's own name. */
  readonly ending: string;
  readonly outputShape: Shape;
}

type Failing<Value> = Result<Value, ExchangeFailure>;

/** Of an activation that learns its slope; its shape is that of a sample whose other axes are 1 long. */
export const SLOPE: Variable = {
  name: 'alpha',
  parts: ['slope'],
  store: '',
};

class NetworkWriter {
  private readonly names = new Names();
  private readonly layers: GrowingLayer[] = [];
  private readonly inputs: string[] = [];
  /** By node: where its output comes from. */
  private readonly outputs = new Map<string, CallReference>();
  /** By owner of weights, or by node where there are none, and ending: the layer made for it. */
  private readonly made = new Map<string, GrowingLayer>();
  private readonly values: ReadonlyMap<string, Float32Array> | null;

  constructor(private readonly request: Request) {
    const { weights } = request;
    this.values =
      weights && new Map(weights.map(({ node, name, values }) => [weightKey(node, name), values]));
  }

  write(name: string): Failing<KerasModel> {
    let output: CallReference | null = null;
    for (const known of neededNodes(this.request.analysis)) {
      if (known.node.kind === 'output') output = this.sourcesOf(known)[0];
      const added = this.add(known);
      if (!added.ok) return added;
    }
    if (!output) return refuse('faulty', { problem: { en: 'no Output', zh: '没有输出' } });
    const layers = kerasOrder(this.layers, output);
    return succeed({ name, layers, inputs: this.inputs, output });
  }

  private sourcesOf({ sources }: NodeAnalysis): readonly CallReference[] {
    return sources.map((id) => this.outputs.get(id) as CallReference);
  }

  private add(known: NodeAnalysis): Failing<null> {
    const { kind } = known.node;
    if (kind === 'output') return succeed(null);
    if (kind === 'input') return this.addInput(known);
    const parts = this.partsOf(known);
    if (!parts.ok) return parts;
    let inputs = this.sourcesOf(known);
    const name = this.nameFor(known);
    for (const part of parts.value) {
      const called = this.call(known, part, inputs, name);
      if (!called.ok) return called;
      inputs = [called.value];
    }
    this.outputs.set(known.node.id, inputs[0]);
    return succeed(null);
  }

  private nameFor({ node, weightsOf }: NodeAnalysis): string {
    const made = this.made.get(weightsOf ?? node.id);
    return made?.name ?? this.names.take(nameOfNode(node), node.kind, [ACTIVATION_ENDING]);
  }

  /** Inputs that take the same columns are one; Keras is handed the columns apart. */
  private addInput({ node, values, outputShape }: NodeAnalysis): Failing<null> {
    const { dialect } = this.request;
    const key = `columns ${JSON.stringify(values.columns)}`;
    const shape = outputShape as Shape;
    const known = this.made.get(key);
    const name = known?.name ?? this.names.take(nameOfNode(node), node.kind);
    if (!known) {
      const batch = [null, ...shape];
      const layer: GrowingLayer = {
        className: 'InputLayer',
        name,
        config: {
          [dialect === 'keras3' ? 'batch_shape' : 'batch_input_shape']: batch,
          dtype: 'float32',
          sparse: false,
        },
        calls: [{ inputs: [], isList: false, settings: {}, outputShape: shape }],
        weights: [],
        seeds: [],
      };
      this.made.set(key, layer);
      this.layers.push(layer);
      this.inputs.push(name);
    }
    this.outputs.set(node.id, { layer: name, call: 0 });
    return succeed(null);
  }

  /** The layers that a node becomes: its own, and one for an activation that has no name. */
  private partsOf(known: NodeAnalysis): Failing<readonly Part[]> {
    const { node, activation } = known;
    const outputShape = known.outputShape as Shape;
    if (node.kind === 'activation') {
      return this.activationPart(known, activation as Choice, outputShape, '');
    }
    const own = this.ownPart(known, outputShape);
    if (!own.ok) return own;
    if (!activation || inlineName(activation, this.request.dialect) !== null) {
      return succeed([own.value]);
    }
    const stage = this.activationPart(known, activation, outputShape, ACTIVATION_ENDING);
    return stage.ok ? succeed([own.value, ...stage.value]) : stage;
  }

  private activationPart(
    { node }: NodeAnalysis,
    choice: Choice,
    outputShape: Shape,
    ending: string,
  ): Failing<readonly Part[]> {
    const { dialect } = this.request;
    const name = inlineName(choice, dialect);
    const described =
      name === null
        ? stageOf(choice, outputShape, dialect)
        : { className: 'Activation', config: { activation: name } };
    if (!described) {
      const values = { node: nameOfNode(node), setting: choice.kind, tool: TOOLS[dialect] };
      return refuse('setting', values);
    }
    // Of a slope for each channel, and of one in all, the other axes are 1 long.
    const shape = (parts: readonly Shape[]): Shape => [
      ...outputShape.slice(1).map(() => 1),
      parts[0][0],
    ];
    const variables = [{ ...SLOPE, shape }];
    return succeed([{ described, mapping: null, variables, ending, outputShape }]);
  }

  private ownPart(known: NodeAnalysis, outputShape: Shape): Failing<Part> {
    const { node, values } = known;
    const { dialect, training } = this.request;
    const mapping = mappingOf(node.kind);
    const place = { node: nameOfNode(node), tool: TOOLS[dialect] };
    if (!mapping) return refuse('layer', { ...place, kind: node.kind });
    const own = penaltyOf(node.parameters);
    const described = mapping.write({
      values,
      inputShapes: known.inputShapes as readonly Shape[],
      outputShape,
      penalty: { l1: own.l1 + training.l1, l2: own.l2 + training.l2 },
      dialect,
    });
    if (!described.ok) {
      return described.failure === ''
        ? refuse('layer', { ...place, kind: node.kind })
        : refuse('setting', { ...place, setting: described.failure });
    }
    const variables = mapping.variables(values);
    return succeed({ described: described.value, mapping, variables, ending: '', outputShape });
  }

  /** Uses a layer once more, or makes it. */
  private call(
    known: NodeAnalysis,
    { described, mapping, variables, ending, outputShape }: Part,
    sources: readonly CallReference[],
    stem: string,
  ): Failing<CallReference> {
    const { node, weightsOf, values } = known;
    const key = `${weightsOf ?? node.id}${ending}`;
    const inputs = mapping?.inputs === 'roles' ? rolesOf(sources) : sources;
    const call = {
      inputs,
      isList: mapping?.inputs === 'list',
      settings: mapping?.call(values) ?? {},
      outputShape,
    };
    const there = this.made.get(key);
    if (there) {
      const isSame =
        there.className === described.className && sameJson(there.config, described.config);
      if (!isSame) {
        return refuse('shared', { node: nameOfNode(node), tool: TOOLS[this.request.dialect] });
      }
      there.calls.push(call);
      return succeed({ layer: there.name, call: there.calls.length - 1 });
    }
    const weights = this.weightsOf(known, variables);
    if (!weights.ok) return weights;
    const name = `${stem}${ending}`;
    const seeds = mapping?.seeds(values) ?? [];
    const made: GrowingLayer = { ...described, name, calls: [call], weights: weights.value, seeds };
    this.made.set(key, made);
    this.layers.push(made);
    return succeed({ layer: name, call: 0 });
  }

  private weightsOf(
    { node, weights, weightsOf, values }: NodeAnalysis,
    variables: readonly Variable[],
  ): Failing<readonly KerasWeight[]> {
    const shapes = new Map(weights.map(({ name, shape }) => [name, shape]));
    const places = new Map<string, number>();
    const written: KerasWeight[] = [];
    for (const { name, parts, store, shape } of variables) {
      if (!parts.every((part) => shapes.has(part))) continue;
      const own = parts.map((part) => shapes.get(part) as Shape);
      const index = places.get(store) ?? 0;
      places.set(store, index + 1);
      const numbers = this.numbersOf(node.id, nameOfNode(node), weightsOf, parts, own);
      if (!numbers.ok) return numbers;
      const whole = shape ? shape(own, values) : own[0];
      written.push({ name, store, index, shape: whole, values: numbers.value });
    }
    return succeed(written);
  }

  private numbersOf(
    id: string,
    name: string,
    owner: string | null,
    parts: readonly string[],
    shapes: readonly Shape[],
  ): Failing<Float32Array | null> {
    if (!this.values) return succeed(null);
    const pieces: Float32Array[] = [];
    for (const [index, part] of parts.entries()) {
      const values = this.values.get(weightKey(owner ?? id, part));
      const count = sizeOf(shapes[index]);
      if (values?.length !== count) return refuse('weights', { node: name, weight: part, count });
      pieces.push(values);
    }
    return succeed(pieces.length === 1 ? pieces[0] : joined(pieces));
  }
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Query and value must both be named; a key that is the value need not be. */
const rolesOf = ([query, value = query, ...key]: readonly CallReference[]) => [
  query,
  value,
  ...key,
];

/** What is wrong with the network itself: data and settings of a training do not go along. */
function obstacleOf({ problems }: Analysis) {
  const error = problems.find(
    ({ severity, place }) =>
      severity === 'error' && (place.settings === undefined || place.settings === 'network'),
  );
  return error ? problemText(error) : null;
}

/** A network as layers of Keras; a layer or setting that has no counterpart is named. */
export function writeNetwork(name: string, request: Request): Failing<KerasModel> {
  const problem = obstacleOf(request.analysis);
  return problem ? refuse('faulty', { problem }) : new NetworkWriter(request).write(name);
}

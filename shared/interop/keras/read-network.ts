import { type Shape, sizeOf, type WeightSpec } from '../../catalogue/layer';
import { LAYERS } from '../../catalogue/layers';
import { nodeKind } from '../../catalogue/node-kinds';
import { defaultsOf } from '../../catalogue/parameter';
import { sameJson } from '../../document/json';
import { MAX_AXIS, MAX_DIMENSIONS, MAX_PARAMETERS } from '../../document/limits';
import { Identifiers } from '../../document/names';
import { type NetworkNode, type Parameters, parametersSchema } from '../../document/schema';
import { type Result, succeed } from '../../result';
import type { WeightRecord } from '../../telemetry/checkpoint';
import { fillText, formatShape, type Text } from '../../text/text';
import type { ExchangeFailure } from '../exchange';
import type { IncomingNetwork } from '../incoming';
import type { Dialect } from './dialect';
import { refuse } from './failures';
import type { StoredTensor } from './hdf5';
import {
  activationIn,
  activationOf,
  isActivation,
  type Meaning,
  meaningOf,
  slopesOf,
} from './layer-meaning';
import type { Variable } from './mapping';
import { NOTES } from './notes';
import {
  callsInOrder,
  INPUT_LAYER,
  type RawCall,
  type RawLayer,
  type RawModel,
} from './read-model';
import { ACTIVATION_ENDING } from './write-network';

type Failing<Value> = Result<Value, ExchangeFailure>;

/** Which tensor of a layer is asked for: its place among all, and among those of its part. */
export interface AskedTensor {
  readonly position: number;
  readonly store: string;
  readonly index: number;
}

/** The tensors of a file: that of a layer, which is told by its place among the layers; null where it is not there. */
export type TensorSource = (layer: number, asked: AskedTensor) => StoredTensor | null;

export interface ReadNetwork {
  readonly network: Omit<IncomingNetwork, 'settings'>;
  readonly weights: readonly WeightRecord[] | null;
  readonly notes: readonly Text[];
}

type NewNode = {
  -readonly [Key in keyof Omit<NetworkNode, 'position'>]: Omit<NetworkNode, 'position'>[Key];
};

/** A node as it was made of one call. */
interface Made {
  readonly node: NewNode;
  readonly shape: Shape;
  /** Behind a layer that the app does not know, shapes are only supposed. */
  readonly isSupposed: boolean;
}

class NetworkReader {
  private readonly ids = new Identifiers([]);
  private readonly made = new Map<string, Made>();
  private readonly nodes: NewNode[] = [];
  private readonly connections: (readonly [string, string])[] = [];
  private readonly inputs: { readonly node: string; readonly shape: Shape }[] = [];
  private readonly weights: WeightRecord[] = [];
  private readonly notes: Text[] = [];
  private readonly owners = new Map<string, string>();
  private readonly uses: ReadonlyMap<string, number>;
  private readonly places: ReadonlyMap<RawLayer, number>;
  private missing: string | null = null;
  private numbers = 0;

  constructor(
    private readonly model: RawModel,
    private readonly dialect: Dialect,
    private readonly tensors: TensorSource | null,
  ) {
    this.places = new Map(model.layers.map((layer, index) => [layer, index]));
    const uses = new Map<string, number>();
    for (const { inputs } of model.layers.flatMap(({ calls }) => calls)) {
      for (const { layer, call } of inputs) {
        uses.set(`${call} ${layer}`, (uses.get(`${call} ${layer}`) ?? 0) + 1);
      }
    }
    this.uses = uses;
  }

  read(): Failing<ReadNetwork> {
    const calls = callsInOrder(this.model.layers);
    if (!calls.ok) return calls;
    for (const { layer, index } of calls.value) {
      const added = this.add(layer, layer.calls[index], index);
      if (!added.ok) return added;
    }
    const { layer, call } = this.model.output;
    const last = this.made.get(`${call} ${layer}`);
    if (!last) return refuse('connection', { layer: 'output', source: layer });
    const flat = this.inputs.every(({ shape }) => shape.length === 1);
    if (this.inputs.length > 1 && !flat) {
      const shapes = this.inputs.map(({ shape }) => formatShape(shape)).join(', ');
      return refuse('inputs', { count: this.inputs.length, shapes });
    }
    return succeed(this.finished(last));
  }

  private finished(last: Made): ReadNetwork {
    const output = this.newNode('output', LAYERS.get('output').label.en, {});
    this.connections.push([last.node.id, output.id]);
    if (this.missing !== null) this.note('noWeights', { layer: this.missing });
    const hasWeights = this.tensors !== null && this.missing === null;
    return {
      network: {
        name: this.model.name,
        nodes: this.nodes,
        connections: this.connections,
        inputs: this.inputs,
        outputShape: last.isSupposed ? null : last.shape,
        ending: endingOf(last.node),
      },
      weights: hasWeights ? this.weights : null,
      notes: this.notes,
    };
  }

  private note(kind: keyof typeof NOTES, values: Readonly<Record<string, string>>): void {
    this.notes.push(fillText(NOTES[kind], values));
  }

  private newNode(kind: string, name: string, parameters: Parameters): NewNode {
    const node = { id: this.ids.next(kind), kind, name, parameters };
    this.nodes.push(node);
    return node;
  }

  private add(layer: RawLayer, call: RawCall, index: number): Failing<null> {
    const key = `${index} ${layer.name}`;
    if (layer.className === INPUT_LAYER) return this.addInput(layer, key);
    const sources = call.inputs.map(
      (input) => this.made.get(`${input.call} ${input.layer}`) as Made,
    );
    const isSupposed = sources.some((source) => source.isSupposed);
    const shapes =
      isSupposed && call.shapes.length > 0 ? call.shapes : sources.map(({ shape }) => shape);
    if (this.isFolded(layer, call, index, sources)) return this.fold(layer, key, sources[0]);
    const meaning = meaningOf(layer, call, shapes, this.dialect);
    if (typeof meaning === 'string') {
      this.addUnknown(layer, key, meaning, sources, shapes);
      return succeed(null);
    }
    if (index === 0 && meaning.leftOut.length > 0) {
      this.note('leftOut', { layer: layer.title, settings: meaning.leftOut.join(', ') });
    }
    const node = this.newNode(meaning.kind, layer.title, meaning.parameters);
    const taken = distinctSources(meaning.kind, sources);
    for (const source of taken) this.connections.push([source.node.id, node.id]);
    this.made.set(key, { node, shape: meaning.shape, isSupposed });
    return this.ownOrShare(layer, node, meaning, isSupposed);
  }

  /** The first use of a layer owns its weights. */
  private ownOrShare(
    layer: RawLayer,
    node: NewNode,
    meaning: Meaning,
    isSupposed: boolean,
  ): Failing<null> {
    const owner = this.owners.get(layer.name);
    if (owner === undefined) {
      this.owners.set(layer.name, node.id);
      return this.take(
        layer,
        node.id,
        meaning.variables,
        meaning.weights,
        meaning.parameters,
        isSupposed,
      );
    }
    if (meaning.variables.length > 0) node.weightsOf = owner;
    return succeed(null);
  }

  private addInput(layer: RawLayer, key: string): Failing<null> {
    const { config } = layer;
    const batch = config.batch_shape ?? config.batch_input_shape;
    const shape = Array.isArray(batch) ? batch.slice(1) : [];
    const isKnown = shape.every(
      (axis) => typeof axis === 'number' && Number.isInteger(axis) && axis > 0 && axis <= MAX_AXIS,
    );
    // A number a sample has no axis in Keras and one here.
    const axes = Array.isArray(batch) && shape.length === 0 ? [1] : (shape as number[]);
    if (!Array.isArray(batch) || !isKnown || axes.length > MAX_DIMENSIONS) {
      return refuse('input-shape', { layer: layer.title });
    }
    const node = this.newNode('input', layer.title, defaultsOf(LAYERS.get('input').parameters));
    this.inputs.push({ node: node.id, shape: axes });
    this.made.set(key, { node, shape: axes, isSupposed: false });
    return succeed(null);
  }

  /** Written by the app behind a layer whose activation has no name: one node again. */
  private isFolded(
    layer: RawLayer,
    call: RawCall,
    index: number,
    sources: readonly Made[],
  ): boolean {
    if (sources.length !== 1 || !isActivation(layer)) return false;
    const [input] = call.inputs;
    const source = this.model.layers.find(({ name }) => name === input.layer);
    const isNamed = layer.title === `${source?.title}${ACTIVATION_ENDING}`;
    const isOnly = this.uses.get(`${input.call} ${input.layer}`) === 1 && input.call === index;
    const [{ node }] = sources;
    const definition = LAYERS.find(node.kind);
    const activation = definition && activationOf(definition, node.parameters);
    return isNamed && isOnly && node.kind !== 'activation' && activation?.kind === 'linear';
  }

  private fold(layer: RawLayer, key: string, source: Made): Failing<null> {
    const choice = activationIn(layer, source.shape, this.dialect);
    if (!choice) {
      this.addUnknown(layer, key, 'activation', [source], [source.shape]);
      return succeed(null);
    }
    source.node.parameters = { ...source.node.parameters, activation: choice };
    this.made.set(key, source);
    if (source.node.weightsOf !== undefined) return succeed(null);
    const { weights, variables } = slopesOf(choice, source.shape);
    return this.take(layer, source.node.id, variables, weights, {}, source.isSupposed);
  }

  /** A layer that the app does not have is kept with its settings, as far as a document may hold them. */
  private addUnknown(
    layer: RawLayer,
    key: string,
    setting: string,
    sources: readonly Made[],
    shapes: readonly Shape[],
  ): void {
    const { className } = layer;
    const kept = parametersSchema.safeParse(layer.config);
    // A class may be called as a kind of the app's is, and is none.
    const kind = nodeKind(className) ? `Keras ${className}` : className;
    const node = this.newNode(kind, layer.title, kept.success ? kept.data : {});
    for (const source of sources) this.connections.push([source.node.id, node.id]);
    this.made.set(key, { node, shape: shapes[0] ?? [1], isSupposed: true });
    const values = { layer: layer.title, className, setting };
    this.note(setting === '' ? 'unknown' : 'setting', values);
  }

  /** The weights of a layer, from the tensors of the file. */
  private take(
    layer: RawLayer,
    owner: string,
    variables: readonly Variable[],
    specs: readonly WeightSpec[],
    values: Parameters,
    isSupposed: boolean,
  ): Failing<null> {
    if (!this.tensors || variables.length === 0) return succeed(null);
    const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
    const counts = new Map<string, number>();
    for (const [position, { parts, store, shape }] of variables.entries()) {
      const index = counts.get(store) ?? 0;
      counts.set(store, index + 1);
      const own = parts.map((part) => shapes.get(part) as Shape);
      const expected = shape ? shape(own, values) : own[0];
      const tensor = this.tensors(this.places.get(layer) as number, { position, store, index });
      if (!tensor) {
        this.missing ??= layer.title;
        return succeed(null);
      }
      if (!sameJson(tensor.shape, expected)) {
        if (isSupposed) {
          this.missing ??= layer.title;
          return succeed(null);
        }
        const there = formatShape(tensor.shape);
        return refuse('weights-differ', { layer: layer.title, there, here: formatShape(expected) });
      }
      this.numbers += tensor.values.length;
      if (this.numbers > MAX_PARAMETERS) {
        const what = { en: 'parameters', zh: '参数' };
        return refuse('too-large', { count: this.numbers, what, limit: MAX_PARAMETERS });
      }
      this.keep(owner, parts, own, tensor.values);
    }
    return succeed(null);
  }

  private keep(
    node: string,
    parts: readonly string[],
    shapes: readonly Shape[],
    values: Float32Array,
  ): void {
    let at = 0;
    for (const [index, name] of parts.entries()) {
      const shape = [...shapes[index]];
      const end = at + sizeOf(shape);
      this.weights.push({ node, name, shape, values: values.slice(at, end) });
      at = end;
    }
  }
}

/** A value that is the query, and a key that is the value, are not connected a second time. */
function distinctSources(kind: string, sources: readonly Made[]): readonly Made[] {
  if (kind !== 'multiHeadAttention' && kind !== 'attention') return sources;
  const least = kind === 'attention' ? 2 : 1;
  const kept = [...sources];
  while (kept.length > least && kept[kept.length - 1] === kept[kept.length - 2]) kept.pop();
  return kept;
}

/** The activation that a network ends with. */
function endingOf({ kind, parameters }: NewNode): string {
  const definition = LAYERS.find(kind);
  return (definition && activationOf(definition, parameters)?.kind) ?? 'linear';
}

/** Layers of Keras or TensorFlow.js as nodes of the app, with their weights and what was not taken over. */
export const readNetwork = (
  model: RawModel,
  dialect: Dialect,
  tensors: TensorSource | null,
): Failing<ReadNetwork> => new NetworkReader(model, dialect, tensors).read();

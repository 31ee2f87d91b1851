import type { Choice } from '../../../../document/schema';
import { type Attention, type Cut, cutAt, type Scores, settled } from '../cut';
import { type Factor, type Factors, placesAlong, recut, wholeAxis } from '../factors';
import { placesOfSlice } from '../figures';
import { type FileOp, integerOf, integersOf } from '../file-graph';
import { axisAt, meaningOf } from '../meaning';
import type { NetworkReader, WeightValues } from '../network-reader';
import { type Linear, linearOf } from './dense';
import { nameFor, type OpReader, type OpReaders } from './reader';
import { axesArgument, boundsOf, orderOf, wantedShape } from './shapes';

/**
 * Multi-head attention that a file has operator by operator, as PyTorch writes `nn.MultiheadAttention`: projections whose
 * features are cut into heads, products of queries and keys, shares and values, put together and projected once more.
 * Followed by the parts of axes that values have, however an exporter turns and reshapes them in between.
 * Vaswani et al. (2017), section 3.2.2.
 */

/** The axes of a sequence in the app. */
const [STEPS, FEATURES] = [1, 2];

const RELATIVE = 1e-6;

/** Another order or other borders of a value's parts. */
const moving =
  (move: (factors: Factors, op: FileOp, reader: NetworkReader) => Factors | null): OpReader =>
  (op, reader) => {
    const cut = cutAt(op.inputs[0], reader);
    const factors = cut && move(cut.factors, op, reader);
    if (factors) reader.set(op.outputs[0], settled({ ...cut, factors }));
    return factors !== null;
  };

const reshape = moving((factors, op, reader) => {
  const wanted = wantedShape(op, reader);
  return wanted && recut(factors, wanted);
});

const transpose = moving((factors, op) => {
  const order = orderOf(op, factors.length);
  return order?.map((axis) => factors[axis]) ?? null;
});

const unsqueeze = moving((factors, op, reader) => {
  const named = axesArgument(op, reader);
  if (!named) return null;
  const count = factors.length + named.length;
  const added = new Set(named.map((axis) => axisAt(axis, count)));
  const rest = [...factors];
  return Array.from({ length: count }, (_, at) => (added.has(at) ? [] : (rest.shift() ?? [])));
});

const squeeze = moving((factors, op, reader) => {
  const named = axesArgument(op, reader);
  const gone = new Set(named?.map((axis) => axisAt(axis, factors.length)));
  const isOnes = [...gone].every((axis) => factors[axis]?.length === 0);
  return named && isOnes ? factors.filter((_, axis) => !gone.has(axis)) : null;
});

/**
 * Some features, where an axis of the file is nothing but a part of them: `count` from a place on. Several projections
 * stand beside each other in a layer's features so.
 */
function part(cut: Cut, axis: number, from: number, count: number): Cut | null {
  const [factor, ...more] = cut.factors[axis] ?? [];
  if (factor?.axis !== cut.shape.length || more.length > 0) return null;
  const isInside = from >= 0 && count > 0 && from + count <= (factor.length as number);
  if (!isInside) return null;
  const left = count === 1 ? [] : [{ ...factor, length: count }];
  const factors = cut.factors.map((one, at) => (at === axis ? left : one));
  return { ...cut, factors, start: cut.start + from * factor.stride };
}

const lengthAt = (cut: Cut, axis: number): number => {
  const length = cut.factors[axis]?.[0]?.length;
  return typeof length === 'number' ? length : 0;
};

const gather: OpReader = (op, reader) => {
  const cut = cutAt(op.inputs[0], reader);
  const index = reader.fixed(op.inputs[1]);
  if (!cut || index?.values.length !== 1) return false;
  const axis = axisAt(integerOf(op, 'axis', 0), cut.factors.length);
  const taken = part(cut, axis, axisAt(index.values[0], lengthAt(cut, axis)), 1);
  if (!taken) return false;
  const kept = index.shape.map(() => []);
  const factors = taken.factors.flatMap((one, at) => (at === axis ? kept : [one]));
  reader.set(op.outputs[0], { ...taken, factors });
  return true;
};

const slice: OpReader = (op, reader) => {
  const cut = cutAt(op.inputs[0], reader);
  const bounds = boundsOf(op, reader);
  if (!cut || bounds?.axes.length !== 1 || bounds.steps[0] !== 1) return false;
  const axis = axisAt(bounds.axes[0], cut.factors.length);
  const places = placesOfSlice(lengthAt(cut, axis), bounds.starts[0], bounds.ends[0], 1);
  const taken = part(cut, axis, places[0] ?? -1, places.length);
  if (taken) reader.set(op.outputs[0], taken);
  return taken !== null;
};

/** How long each output of a `Split` is; the last is shorter where they do not fit. */
function lengthsOf(op: FileOp, reader: NetworkReader, whole: number): readonly number[] {
  const each = Math.ceil(whole / op.outputs.length);
  const equal = op.outputs.map((_, at) => Math.min(each, whole - at * each));
  return reader.numbers(op.inputs[1]) ?? integersOf(op, 'split') ?? equal;
}

const split: OpReader = (op, reader) => {
  const cut = cutAt(op.inputs[0], reader);
  if (!cut) return false;
  const axis = axisAt(integerOf(op, 'axis', 0), cut.factors.length);
  const lengths = lengthsOf(op, reader, lengthAt(cut, axis));
  const parts: Cut[] = [];
  let from = 0;
  for (const length of lengths) {
    const one = part(cut, axis, from, length);
    if (!one) return false;
    parts.push(one);
    from += length;
  }
  if (from !== lengthAt(cut, axis) || parts.length !== op.outputs.length) return false;
  parts.forEach((one, at) => {
    reader.set(op.outputs[at], one);
  });
  return true;
};

/** Times one number, before or behind the products. */
const scale: OpReader = (op, reader) => {
  const given = op.inputs.map((name) => reader.of(name));
  const x = given.find((one) => one?.type === 'cut' || one?.type === 'scores');
  const other = given.find((one) => one?.type === 'fixed');
  const isFactor = op.operator === 'Mul' || given[0] === x;
  if ((x?.type !== 'cut' && x?.type !== 'scores') || other?.type !== 'fixed' || !isFactor)
    return false;
  const isShares = x.type === 'scores' && x.isShares;
  const rank = (x.type === 'cut' ? x : x.query).factors.length;
  if (other.values.length !== 1 || other.shape.length > rank || isShares) return false;
  const [value] = other.values;
  const factor = op.operator === 'Div' ? 1 / value : value;
  reader.set(op.outputs[0], { ...x, scale: x.scale * factor });
  return true;
};

/** Of a head of one feature there is no axis. */
const ONE_FEATURE: Factor = { axis: FEATURES, stride: 1, length: 1 };

interface Heads {
  /** Axes before the last two: the batch and the heads. */
  readonly outer: Factors;
  readonly head: Factor | null;
  /** Along the features of one head. */
  readonly inner: Factor;
}

/** A sequence cut into heads: the batch and the heads outside, its steps and features at two places from the end. */
function headsOf({ factors, shape }: Cut, steps: -1 | -2, features: -1 | -2): Heads | null {
  const outer = factors.slice(0, -2);
  const [inner = ONE_FEATURE, ...more] = factors.at(features) ?? [];
  const isSequence = shape.length === 2 && wholeAxis(factors.at(steps) ?? [], shape) === STEPS;
  if (!isSequence || inner.axis !== FEATURES || more.length > 0) return null;
  const around = outer.flat();
  const batches = around.filter(({ axis }) => axis === 0);
  const [head = null, ...others] = around.filter(({ axis }) => axis !== 0);
  const isHead = head === null || head.axis === FEATURES;
  return batches.length === 1 && others.length === 0 && isHead ? { outer, head, inner } : null;
}

/** Whether both have their batch and heads in the same axes, as many heads, and as many features in each. */
const isAlike = (a: Heads, b: Heads): boolean =>
  a.head?.length === b.head?.length &&
  a.inner.length === b.inner.length &&
  JSON.stringify(a.outer.map((one) => one.map(({ axis }) => axis))) ===
    JSON.stringify(b.outer.map((one) => one.map(({ axis }) => axis)));

function scores(query: Cut, key: Cut): Scores | null {
  const [left, right] = [headsOf(query, -2, -1), headsOf(key, -1, -2)];
  if (!left || !right || !isAlike(left, right)) return null;
  return { type: 'scores', query, key, scale: 1, causal: false, isShares: false };
}

/** What comes of the shares: heads beside each other, as the app has them. */
function attended(of: Scores, value: Cut): Cut | null {
  const [left, right] = [headsOf(of.query, -2, -1), headsOf(value, -2, -1)];
  if (!of.isShares || !left || !right || !isAlike(left, right)) return null;
  if (of.key.shape[0] !== value.shape[0]) return null;
  const width = left.inner.length as number;
  const side = (factor: Factor): Factor =>
    factor.axis === 0 ? factor : { ...factor, stride: width };
  return {
    type: 'cut',
    of: { scores: of, value },
    shape: [of.query.shape[0], width * ((left.head?.length ?? 1) as number)],
    start: 0,
    scale: 1,
    factors: [
      ...left.outer.map((one) => one.map(side)),
      of.query.factors[of.query.factors.length - 2],
      width === 1 ? [] : [{ ...left.inner, stride: 1 }],
    ],
  };
}

/** Shares sum to one over the keys, which are the last axis. */
const softmax: OpReader = (op, reader) => {
  const known = reader.of(op.inputs[0]);
  if (known?.type !== 'scores' || known.isShares) return false;
  const rank = known.query.factors.length;
  const axis = axisAt(integerOf(op, 'axis', reader.graph.opset < 13 ? 1 : -1), rank);
  if (axis === rank - 1) reader.set(op.outputs[0], { ...known, isShares: true });
  return axis === rank - 1;
};

/** −∞ where a key is later than its query, and 0 elsewhere: nothing is seen of the future. */
const mask: OpReader = (op, reader) => {
  const given = op.inputs.map((name) => reader.of(name));
  const known = given.find((one) => one?.type === 'scores');
  const other = given.find((one) => one?.type === 'fixed');
  if (known?.type !== 'scores' || other?.type !== 'fixed' || known.isShares) return false;
  const [queries, keys] = [known.query.shape[0], known.key.shape[0]];
  const isSquare = other.shape.slice(-2).join() === [queries, keys].join();
  if (!isSquare || other.values.length !== queries * keys) return false;
  if (other.shape.length > known.query.factors.length) return false;
  const isFuture = Array.from(other.values).every(
    (value, at) => value === (at % keys > Math.floor(at / keys) ? -Infinity : 0),
  );
  if (isFuture) reader.set(op.outputs[0], { ...known, causal: true });
  return isFuture;
};

interface Projection {
  readonly source: string;
  /** [inputs, heads · key dimensions]. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array | null;
}

/** The product with weights that a role's heads are cut from, in the order of its heads; null where there is none. */
function projectionOf(
  cut: Cut,
  { head, inner }: Heads,
  { draft }: NetworkReader,
): Projection | null {
  const node = typeof cut.of === 'string' ? draft.nodes.get(cut.of) : undefined;
  const activation = node?.parameters.activation as Choice | undefined;
  if (node?.kind !== 'timeDistributed' || activation?.kind !== 'linear') return null;
  const weight = (name: string) =>
    draft.weights.find((one) => one.node === node.id && one.name === name);
  const [kernel, bias] = [weight('kernel'), weight('bias')];
  if (!kernel) return null;
  const [inputs, units] = kernel.shape;
  const columns = placesAlong(head ? [head, inner] : [inner], cut.start);
  const own = new Float32Array(inputs * columns.length);
  for (let row = 0; row < inputs; row += 1) {
    columns.forEach((column, at) => {
      own[row * columns.length + at] = kernel.values[row * units + column];
    });
  }
  return {
    source: node.sources[0],
    kernel: own,
    bias: bias ? Float32Array.from(columns, (column) => bias.values[column]) : null,
  };
}

type Roles = Readonly<Record<'query' | 'value' | 'key', Projection>>;

/** The weights of all four projections. One without a bias has zeros there, which is what exporters leave out. */
function weightsOf(roles: Roles, output: Linear, useBias: boolean): WeightValues {
  const all: readonly (readonly [string, Projection | Linear, number])[] = [
    ...Object.entries(roles).map(([name, role]) => [name, role, output.inputs] as const),
    ['output', output, output.units],
  ];
  return Object.fromEntries(
    all.flatMap(([name, { kernel, bias }, width]) => {
      const biases = [`${name}Bias`, bias ?? new Float32Array(width)] as const;
      return [[`${name}Kernel`, kernel] as const, ...(useBias ? [biases] : [])];
    }),
  );
}

/** The layer that an attention and its last projection are; null where they are not exactly it. */
function layerOf({ scores, value }: Attention, output: Linear, op: FileOp, reader: NetworkReader) {
  const { query, key } = scores;
  const heads = headsOf(query, -2, -1);
  const [keyHeads, valueHeads] = [headsOf(key, -1, -2), headsOf(value, -2, -1)];
  if (!heads || !keyHeads || !valueHeads || value.scale !== 1) return null;
  const keyDimensions = heads.inner.length as number;
  const factor = query.scale * key.scale * scores.scale * Math.sqrt(keyDimensions);
  if (!(Math.abs(factor - 1) < RELATIVE)) return null;
  const into = projectionOf(query, heads, reader);
  const values = projectionOf(value, valueHeads, reader);
  const keys = projectionOf(key, keyHeads, reader);
  if (!into || !values || !keys) return null;
  const roles: Roles = { query: into, value: values, key: keys };
  const useBias = [...Object.values(roles), output].some(({ bias }) => bias !== null);
  // As `attentionRoles` has them: a value is its own key, and a query its own value, where no other comes.
  const named = [into.source, values.source, keys.source];
  const sources = named[2] !== named[1] ? named : named.slice(0, named[1] === named[0] ? 1 : 2);
  const parameters = {
    heads: (heads.head?.length ?? 1) as number,
    keyDimensions,
    causal: scores.causal,
    useBias,
  };
  const given = sources.map((node) => meaningOf(node, reader.shapes.get(node) ?? null));
  const name = nameFor(op, output.name);
  return reader.add('multiHeadAttention', parameters, given, weightsOf(roles, output, useBias), {
    name,
  });
}

/** The heads, put together, times weights. */
function project(op: FileOp, reader: NetworkReader): boolean {
  const cut = reader.of(op.inputs[0]);
  if (cut?.type !== 'cut' || typeof cut.of === 'string') return false;
  const output = linearOf(op, reader);
  const isWhole = wholeAxis(cut.factors.at(-1) ?? [], cut.shape) === FEATURES;
  if (!output || !isWhole || cut.scale !== 1 || cut.shape[1] !== output.inputs) return false;
  const made = layerOf(cut.of, output, op, reader);
  if (!made?.shape) return false;
  const features = { axis: FEATURES, stride: 1, length: output.units };
  const factors = [...cut.factors.slice(0, -1), output.units === 1 ? [] : [features]];
  const projected = settled({ ...cut, of: made.node, shape: made.shape, factors });
  for (const { outputs } of [op, output.end]) reader.set(outputs[0], projected);
  if (output.end !== op) reader.taken.add(output.end);
  return true;
}

/** Queries times keys, shares times values, or heads times weights. */
const multiply: OpReader = (op, reader) => {
  if (project(op, reader)) return true;
  const [left, right] = [reader.of(op.inputs[0]), cutAt(op.inputs[1], reader)];
  const query = cutAt(op.inputs[0], reader);
  const products = query && right && scores(query, right);
  const made = left?.type === 'scores' && right ? attended(left, right) : products;
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
};

export const attentionReaders: OpReaders = {
  Reshape: reshape,
  Transpose: transpose,
  Unsqueeze: unsqueeze,
  Squeeze: squeeze,
  Gather: gather,
  Slice: slice,
  Split: split,
  Mul: scale,
  Div: scale,
  MatMul: multiply,
  Gemm: project,
  Softmax: softmax,
  Add: mask,
};

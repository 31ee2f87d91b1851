import { ACTIVATIONS } from '../../../../catalogue/activations';
import type { Choice } from '../../../../document/schema';
import { ACTIVATION_WRITERS } from '../../activations';
import { consumersOf, type FileOp, floatOf, integerOf, wordOf } from '../file-graph';
import { Matcher } from '../matcher';
import { axisAt, type Meaning } from '../meaning';
import type { NetworkReader } from '../network-reader';
import type { OpReader, OpReaders } from './reader';

const choice = (kind: string, parameters: Choice['parameters'] = {}): Choice => ({
  kind,
  parameters,
});

interface Found {
  readonly activation: Choice;
  /** The operators that it is written as, and the value that it ends with. */
  readonly ops: readonly FileOp[];
  readonly output: string;
  readonly slope?: Float32Array;
}

/** An activation that one operator is. */
const simple =
  (find: (op: FileOp, reader: NetworkReader, x: Meaning) => Choice | null) =>
  (op: FileOp, reader: NetworkReader, x: Meaning): Found | null => {
    const activation = find(op, reader, x);
    return activation && { activation, ops: [op], output: op.outputs[0] };
  };

const alongLast =
  (kind: string) =>
  (op: FileOp, { graph }: NetworkReader, { axes, shape }: Meaning): Choice | null => {
    // Before version 13 all axes from this one on were one row.
    const axis = axisAt(integerOf(op, 'axis', graph.opset < 13 ? 1 : -1), axes.length);
    const isLast = axes[axis] === shape?.length;
    return isLast && (graph.opset >= 13 || axis === axes.length - 1) ? choice(kind) : null;
  };

const CLIPS: readonly (readonly [string, number, number])[] = [
  ['relu6', 0, 6],
  ['hardTanh', -1, 1],
];

function clip(op: FileOp, reader: NetworkReader): Choice | null {
  const bound = (index: number, name: string) =>
    reader.numbers(op.inputs[index])?.[0] ?? op.attributes.get(name)?.float;
  const [low, high] = [bound(1, 'min'), bound(2, 'max')];
  const known = CLIPS.find((one) => one[1] === low && one[2] === high);
  return known ? choice(known[0]) : null;
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

type Finder = (op: FileOp, reader: NetworkReader, x: Meaning) => Found | null;

const SINGLE: Readonly<Record<string, Finder>> = {
  Relu: simple(() => choice('relu')),
  Tanh: simple(() => choice('tanh')),
  Sigmoid: simple(() => choice('sigmoid')),
  Softplus: simple(() => choice('softplus')),
  Softsign: simple(() => choice('softsign')),
  Softmax: simple(alongLast('softmax')),
  LogSoftmax: simple(alongLast('logSoftmax')),
  Clip: simple(clip),
  LeakyRelu: simple((op) => choice('leakyRelu', { slope: rounded(floatOf(op, 'alpha', 0.01)) })),
  Elu: simple((op) => choice('elu', { alpha: rounded(floatOf(op, 'alpha', 1)) })),
  Selu: simple((op) =>
    isNear(floatOf(op, 'alpha', 1.6732632), 1.6732632) &&
    isNear(floatOf(op, 'gamma', 1.050701), 1.050701)
      ? choice('selu')
      : null,
  ),
  HardSigmoid: simple((op) =>
    isNear(floatOf(op, 'alpha', 0.2), 1 / 6) && isNear(floatOf(op, 'beta', 0.5), 0.5)
      ? choice('hardSigmoid')
      : null,
  ),
  // As operators of their own in later versions.
  Gelu: simple((op) => choice(wordOf(op, 'approximate', 'none') === 'tanh' ? 'geluTanh' : 'gelu')),
  Mish: simple(() => choice('mish')),
  PRelu(op, reader, { axes, shape }) {
    const slopes = reader.fixed(op.inputs[1]);
    const units = shape?.[shape.length - 1];
    const count = slopes?.values.length;
    if (!slopes || (count !== 1 && count !== units)) return null;
    // Aligned at the last axis; the one that has the slopes must be the channels'.
    const along = slopes.shape.findIndex((length) => length !== 1);
    const isAlong = axes[axes.length - slopes.shape.length + along] === shape?.length;
    if (along >= 0 && !isAlong) return null;
    const shared = count === 1 && units !== 1;
    return {
      activation: choice('prelu', { shared }),
      ops: [op],
      output: op.outputs[0],
      slope: Float32Array.from(slopes.values),
    };
  },
};

/** A number of a file has 32 bits; what a person typed has fewer digits. */
const rounded = (value: number): number => Number(value.toPrecision(7));

/** Activations of several operators, by those that they begin with. */
const FORMULAS = ['gelu', 'geluTanh', 'swish', 'mish', 'scaledSigmoid'] as const;

/** Follows the formula that the app would write from a value on. */
function formulaFrom(name: string, reader: NetworkReader, x: Meaning): Found | null {
  for (const kind of FORMULAS) {
    const matcher = new Matcher(reader, [], () => []);
    const site = { values: {}, layout: 'last', shape: x.shape ?? [] } as const;
    const output = matcher.follow((ops) => ACTIVATION_WRITERS[kind](ops, name, site));
    if (output !== null) return { activation: choice(kind), ops: [...matcher.ops], output };
  }
  return null;
}

/** Whether the activation is one of the catalogue's that takes such parameters. */
const isValid = ({ kind, parameters }: Choice, reader: NetworkReader, x: Meaning): boolean =>
  ACTIVATIONS.find(kind) !== undefined &&
  reader.plan('activation', { activation: { kind, parameters } }, [x.shape]) !== null;

/** Gives an activation to the layer before it where that has room, else a layer of its own. */
function apply(name: string, reader: NetworkReader, x: Meaning, found: Found): boolean {
  const { activation, ops, output, slope } = found;
  if (!isValid(activation, reader, x)) return false;
  for (const op of ops) reader.taken.add(op);
  const takers = consumersOf(reader.graph, name).filter(({ operator }) => operator !== 'Shape');
  const isAlone = takers.every((op) => ops.includes(op));
  const layer = isAlone ? reader.openLayer(name) : null;
  if (layer) {
    layer.parameters = { ...layer.parameters, activation };
    if (slope) reader.draft.weight(layer.id, 'slope', [slope.length], slope);
    reader.set(output, x);
    return true;
  }
  const made = reader.elementwise('activation', { activation }, x);
  if (!made) return false;
  if (slope) reader.draft.weight(made.node, 'slope', [slope.length], slope);
  reader.set(output, made);
  return true;
}

/** Operators to which it matters where a number stands in its row. */
const COUPLING: ReadonlySet<string> = new Set(['Softmax', 'LogSoftmax', 'PRelu']);

/** Along an operator's input: an activation, by itself or as the first operator of a formula. */
export const activate: OpReader = (op, reader) => {
  const name = op.inputs.find((input) => reader.layer(input) !== null) ?? '';
  const given = reader.layer(name);
  const x = given?.rowOf && COUPLING.has(op.operator) ? reader.flattened(given.rowOf) : given;
  if (!x?.shape || x.half !== null) return false;
  const found = formulaFrom(name, reader, x) ?? SINGLE[op.operator]?.(op, reader, x) ?? null;
  return found !== null && apply(name, reader, x, found);
};

export const activationReaders: OpReaders = Object.fromEntries(
  Object.keys(SINGLE).map((operator) => [operator, activate]),
);

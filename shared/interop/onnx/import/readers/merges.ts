import { type Shape, sizeOf } from '../../../../catalogue/layer';
import { MAX_PARAMETERS } from '../../../../document/limits';
import { routed } from '../../../route';
import type { FixedTensor } from '../../tensors';
import { type FileOp, integerOf } from '../file-graph';
import {
  axisAt,
  type Filled,
  type Fixed,
  type Known,
  type Meaning,
  meaningOf,
  sameAxes,
} from '../meaning';
import type { NetworkReader } from '../network-reader';
import { areNumbers, isBatch, type Size } from '../sizes';
import { activate } from './activations';
import type { OpReaders } from './reader';

/** Numbers of a tensor spread over a larger shape, by the rule of broadcasting; null where they do not fit. */
function spread({ shape, values }: FixedTensor, wanted: Shape): Float32Array | null {
  const lead = wanted.length - shape.length;
  const aligned = lead < 0 ? shape.slice(-lead) : [...new Array<number>(lead).fill(1), ...shape];
  if (lead < 0 && shape.slice(0, -lead).some((axis) => axis !== 1)) return null;
  if (sizeOf(wanted) > MAX_PARAMETERS) return null;
  if (aligned.some((axis, index) => axis !== 1 && axis !== wanted[index])) return null;
  const strides = aligned.map((_, axis) => sizeOf(aligned.slice(axis + 1)));
  const own = wanted.map((_, axis) => sizeOf(wanted.slice(axis + 1)));
  return Float32Array.from({ length: sizeOf(wanted) }, (_, place) => {
    let at = 0;
    for (let axis = 0; axis < wanted.length; axis += 1) {
      const index = Math.floor(place / own[axis]) % wanted[axis];
      at += aligned[axis] === 1 ? 0 : index * strides[axis];
    }
    return values[at];
  });
}

/** Fixed numbers as a layer that gives them for every sample, in the axes of what they meet. */
function constantFor(reader: NetworkReader, known: Fixed | Filled, other: Meaning): Meaning | null {
  const { shape, axes } = other;
  if (!shape || axes[0] !== 0 || other.half !== null || other.rowOf) {
    return null;
  }
  const order = axes.slice(1);
  if (order.length !== shape.length || order.some((axis) => typeof axis !== 'number')) return null;
  const places = (order as readonly number[]).map((axis) => axis - 1);
  const there = places.map((axis) => shape[axis]);
  const one = known.type === 'filled' ? { shape: [], values: [known.value] } : known;
  const values = spread(one, there);
  if (!values) return null;
  const back = places.map((_, axis) => places.indexOf(axis));
  const value = routed({ axes: back }, there, values);
  const made = reader.add('constant', { shape: [...shape] }, [], { value });
  return made && { ...made, axes };
}

type Operand = Meaning | Fixed | Filled;

const isOperand = (known: Known): known is Operand =>
  known.type === 'layer' || known.type === 'fixed' || known.type === 'filled';

/** All operands with the same axes as the first layer among them. */
function operands(op: FileOp, reader: NetworkReader): readonly Meaning[] | null {
  const known = op.inputs.map((name) => {
    const one = reader.of(name);
    return one && isOperand(one) ? one : null;
  });
  const layers = known.filter((one): one is Meaning => one?.type === 'layer');
  const [first] = layers;
  if (!first || known.some((one) => one === null)) return null;
  const isTurned = layers.some(
    ({ axes, rowOf, half }) => rowOf !== null || half !== null || !sameAxes(axes, first.axes),
  );
  const lead = isTurned ? reader.natural(first) : first;
  if (!lead) return null;
  const made: Meaning[] = [];
  for (const one of known as readonly Operand[]) {
    const plain = one.type === 'layer' ? one : constantFor(reader, one, lead);
    const turned = plain && isTurned ? reader.natural(plain) : plain;
    if (!turned) return null;
    made.push(turned);
  }
  return made;
}

const merge = (kind: string, op: FileOp, reader: NetworkReader): boolean => {
  const inputs = operands(op, reader);
  if (!inputs) return false;
  const plain = inputs.map(({ node, shape }) => meaningOf(node, shape));
  const made = inputs.length > 1 ? reader.add(kind, {}, plain, {}) : plain[0];
  if (made) reader.set(op.outputs[0], { ...made, axes: inputs[0].axes });
  return made !== null;
};

/** Both halves of a recurrence: how they are merged is a parameter of it. */
function mergeHalves(merged: string, op: FileOp, reader: NetworkReader): boolean {
  const halves = op.inputs.map((name) => reader.layer(name));
  const [first, second] = halves;
  if (halves.length !== 2 || first?.half !== 0 || second?.half !== 1) return false;
  const node = reader.draft.nodes.get(first.node);
  const isOne = first.node === second.node && sameAxes(first.axes, second.axes);
  if (!node || !isOne || !first.shape) return false;
  node.parameters = { ...node.parameters, merge: merged };
  const units = first.shape[first.shape.length - 1] / 2;
  const shape = merged === 'concatenate' ? first.shape : [...first.shape.slice(0, -1), units];
  reader.set(op.outputs[0], { ...first, half: null, shape });
  return true;
}

/** Times one number. */
function scale(op: FileOp, reader: NetworkReader): boolean {
  const known = op.inputs.map((name) => reader.of(name));
  const x = known.find((one): one is Meaning => one?.type === 'layer');
  const other = known.find((one): one is Fixed => one?.type === 'fixed');
  if (!x || other?.values.length !== 1 || other.shape.length > x.axes.length) return false;
  const isDivided = op.operator === 'Div';
  if (isDivided && known[0] !== x) return false;
  const [value] = other.values;
  const factor = Number((isDivided ? 1 / value : value).toPrecision(7));
  const made = reader.elementwise('scale', { factor }, x);
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

function concatenate(op: FileOp, reader: NetworkReader): boolean {
  const first = reader.layer(op.inputs[0]);
  if (!first?.shape) return false;
  const axis = axisAt(integerOf(op, 'axis', 1), first.axes.length);
  if (first.axes[axis] !== first.shape.length) return false;
  return mergeHalves('concatenate', op, reader) || merge('concatenate', op, reader);
}

/** Numbers that stand for every sample. */
function expand(op: FileOp, reader: NetworkReader): boolean {
  const known = reader.of(op.inputs[0]);
  const wanted = reader.sizes(op.inputs[1]);
  if ((known?.type !== 'filled' && known?.type !== 'fixed') || !wanted) return false;
  const value = known.type === 'filled' ? known.value : known.values[0];
  const isOne = known.type === 'filled' || Array.from(known.values).every((one) => one === value);
  // Such as the zeros that a recurrence starts from, whose batch is not their first axis.
  if (known.type === 'filled' || (isOne && !isBatch(wanted[0]))) {
    reader.set(op.outputs[0], { type: 'filled', value });
    return true;
  }
  const shape: readonly Size[] = wanted.slice(1);
  if (!isBatch(wanted[0]) || !areNumbers(shape)) return false;
  const spreadOut = shape.every((axis) => axis > 0) ? spread(known, shape) : null;
  const made = spreadOut && reader.add('constant', { shape }, [], { value: spreadOut });
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

export const mergeReaders: OpReaders = {
  Add: (op, reader) => mergeHalves('sum', op, reader) || merge('add', op, reader),
  Sum: (op, reader) => merge('add', op, reader),
  Sub: (op, reader) => merge('subtract', op, reader),
  Mul: (op, reader) =>
    activate(op, reader) ||
    mergeHalves('multiply', op, reader) ||
    scale(op, reader) ||
    merge('multiply', op, reader),
  Div: (op, reader) => activate(op, reader) || scale(op, reader),
  Mean: (op, reader) => merge('average', op, reader),
  Max: (op, reader) => merge('maximum', op, reader),
  Concat: concatenate,
  Expand: expand,
};

import { sizeOf } from '../../../../catalogue/layer';
import { readTensor } from '../../tensors';
import { type FileOp, integerOf } from '../file-graph';
import { axisAt, BATCH, type Fixed, fileShape } from '../meaning';
import type { NetworkReader } from '../network-reader';
import type { OpReader, OpReaders } from './reader';
import { axesArgument } from './shapes';

/** Figures that a file computes, most often a shape from the shape of its input: the batch stays open in them. */

const fixed = (values: readonly number[], shape: readonly number[] = [values.length]): Fixed => ({
  type: 'fixed',
  shape,
  values,
});

/** Figures that are put together from themselves again and again would grow without end. */
const MAX_FOLDED = 100_000;

/** Only where all inputs are fixed, and short; `count`: how many there are at least. */
const folding =
  (
    count: number,
    fold: (op: FileOp, inputs: readonly Fixed[], reader: NetworkReader) => Fixed | null,
  ): OpReader =>
  (op, reader) => {
    const inputs = op.inputs.filter(Boolean).map((name) => reader.fixed(name));
    const known = inputs.filter((one) => one !== null);
    if (known.length < inputs.length || known.length < count) return false;
    if (known.some(({ values }) => values.length > MAX_FOLDED)) return false;
    const made = fold(op, known, reader);
    if (made) reader.set(op.outputs[0], made);
    return made !== null;
  };

const same = folding(1, (_op, [x]) => x);

const elementwise = (compute: (a: number, b: number) => number): OpReader =>
  folding(2, (_op, [a, b]) => {
    const [longer, other] = a.values.length >= b.values.length ? [a, b] : [b, a];
    if (other.values.length !== 1 && other.values.length !== longer.values.length) return null;
    // An open batch can only be handed on.
    if ([...a.values, ...b.values].includes(BATCH)) return null;
    const at = ({ values }: Fixed, index: number) => values[values.length === 1 ? 0 : index];
    return fixed(
      Array.from(longer.values, (_, index) => compute(at(a, index), at(b, index))),
      longer.shape,
    );
  });

/** Numbers of a constant in whichever attribute it has them. */
const constant: OpReader = (op, reader) => {
  const { attributes } = op;
  const tensor = attributes.get('value')?.tensor;
  if (tensor) {
    const read = readTensor(tensor);
    if (!read.ok) return false;
    reader.set(op.outputs[0], { type: 'fixed', ...read.value });
    return true;
  }
  const one = attributes.get('value_float')?.float ?? attributes.get('value_int')?.integer;
  const many =
    attributes.get('value_floats')?.floats ?? attributes.get('value_ints')?.integers ?? null;
  if (one === undefined && !many) return false;
  reader.set(op.outputs[0], one === undefined ? fixed(many ?? []) : fixed([one], []));
  return true;
};

const shapeOf: OpReader = (op, reader) => {
  const layer = reader.layer(op.inputs[0]);
  const known = reader.fixed(op.inputs[0]);
  const shape = layer ? fileShape(layer) : known?.shape;
  if (!shape) return false;
  const start = axisAt(integerOf(op, 'start', 0), shape.length);
  const end = axisAt(integerOf(op, 'end', shape.length), shape.length);
  reader.set(op.outputs[0], fixed(shape.slice(start, end)));
  return true;
};

const filled: OpReader = (op, reader) => {
  if (!reader.fixed(op.inputs[0])) return false;
  const tensor = op.attributes.get('value')?.tensor;
  const read = tensor && readTensor(tensor);
  if (read && !read.ok) return false;
  reader.set(op.outputs[0], { type: 'filled', value: read?.value.values[0] ?? 0 });
  return true;
};

const gather = folding(2, (op, [x, index]) => {
  if (x.shape.length !== 1 || integerOf(op, 'axis', 0) !== 0) return null;
  const values = Array.from(index.values, (place) => x.values[axisAt(place, x.values.length)]);
  return values.includes(undefined as never) ? null : fixed(values, index.shape);
});

const concat = folding(1, (op, inputs) => {
  const count = inputs.reduce((sum, { values }) => sum + values.length, 0);
  const isRow = inputs.every(({ shape }) => shape.length === 1) && integerOf(op, 'axis', 0) === 0;
  return isRow && count <= MAX_FOLDED ? fixed(inputs.flatMap(({ values }) => [...values])) : null;
});

const reshaped = folding(2, (_op, [x, wanted]) => {
  const known = sizeOf([...wanted.values].filter((axis) => axis !== -1));
  const shape = Array.from(wanted.values, (axis) => (axis === -1 ? x.values.length / known : axis));
  return sizeOf(shape) === x.values.length ? { ...x, shape } : null;
});

/** Of one number or a row of them, axes of length 1 make no other numbers. */
const unsqueezed = folding(1, (op, [x], reader) => {
  const axes = axesArgument(op, reader);
  if (!axes) return null;
  const count = x.shape.length + axes.length;
  const added = new Set(axes.map((axis) => axisAt(axis, count)));
  const rest = [...x.shape];
  const shape = Array.from({ length: count }, (_, at) => (added.has(at) ? 1 : (rest.shift() ?? 1)));
  return { ...x, shape };
});

const squeezed = folding(1, (op, [x], reader) => {
  const axes = axesArgument(op, reader)?.map((axis) => axisAt(axis, x.shape.length));
  const shape = x.shape.filter((length, at) => (axes ? !axes.includes(at) : length !== 1));
  return sizeOf(shape) === x.values.length ? { ...x, shape } : null;
});

const sliced = folding(3, (_op, [x, starts, ends]) => {
  if (x.shape.length !== 1 || starts?.values.length !== 1 || ends?.values.length !== 1) return null;
  const { length } = x.values;
  const place = (value: number) => Math.min(length, Math.max(0, axisAt(value, length)));
  return fixed([...x.values].slice(place(starts.values[0]), place(ends.values[0])));
});

/** A part of numbers that are all the same, or the same in another shape, is such numbers again. */
const filledAgain: OpReader = (op, reader) => {
  const known = reader.of(op.inputs[0] ?? '');
  if (known?.type !== 'filled') return false;
  reader.set(op.outputs[0], known);
  return true;
};

const or =
  (...readers: readonly OpReader[]): OpReader =>
  (op, reader) =>
    readers.some((read) => read(op, reader));

export const foldReaders: OpReaders = {
  Constant: constant,
  Shape: shapeOf,
  ConstantOfShape: filled,
  Gather: or(filledAgain, gather),
  Transpose: filledAgain,
  Concat: concat,
  Reshape: or(filledAgain, reshaped),
  Unsqueeze: or(filledAgain, unsqueezed),
  Squeeze: or(filledAgain, squeezed),
  Slice: or(filledAgain, sliced),
  Cast: same,
  Identity: same,
  Add: elementwise((a, b) => a + b),
  Sub: elementwise((a, b) => a - b),
  Mul: elementwise((a, b) => a * b),
  Div: elementwise((a, b) => a / b),
};

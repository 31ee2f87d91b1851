import { sizeOf } from '../../../../catalogue/layer';
import { DATA_TYPES } from '../../messages';
import { readTensor } from '../../tensors';
import { shapeOfFactors } from '../factors';
import {
  ARITHMETIC,
  type Arithmetic,
  combined,
  concatenated,
  knownOf,
  placesOf,
  placesOfSlice,
  type Table,
  tableOf,
  transposed,
  wholeRow,
} from '../figures';
import { type FileOp, integerOf } from '../file-graph';
import { axisAt, fileShape } from '../meaning';
import type { NetworkReader } from '../network-reader';
import { areNumbers, reshapedTo, type Size } from '../sizes';
import type { OpReader, OpReaders } from './reader';
import { axesArgument, boundsOf, orderOf } from './shapes';

/** Figures that a file computes, most often a shape from the shape of its input: the batch stays open in them. */

/** Figures that are put together from themselves again and again would grow without end. */
const MAX_FOLDED = 100_000;

/** The figures that a value is; null where it is none. */
function tableAt(name: string, reader: NetworkReader): Table | null {
  const known = reader.of(name);
  const isTable = known?.type === 'fixed' || known?.type === 'figures';
  return isTable && known.values.length <= MAX_FOLDED ? tableOf(known) : null;
}

type Fold = (inputs: readonly Table[], op: FileOp, reader: NetworkReader) => Table | null;

/** Only where all inputs are figures, and short; `count`: how many there are at least. */
const folding =
  (count: number, fold: Fold): OpReader =>
  (op, reader) => {
    const inputs = op.inputs.filter(Boolean).map((name) => tableAt(name, reader));
    const known = inputs.filter((one) => one !== null);
    if (known.length < inputs.length || known.length < count) return false;
    const made = fold(known, op, reader);
    if (made) reader.set(op.outputs[0], knownOf(made));
    return made !== null;
  };

const arithmetic = (compute: Arithmetic): OpReader =>
  folding(2, ([a, b]) => {
    const isShort =
      a.values.length * b.values.length <= MAX_FOLDED || a.shape.join() === b.shape.join();
    return isShort ? combined(a, b, compute) : null;
  });

const FLOATS: ReadonlySet<number> = new Set([DATA_TYPES.float32, DATA_TYPES.float64]);

/** Whole numbers cut off what is behind the point; a number of samples is only ever whole. */
const cast = folding(1, ([x], op) => {
  const isWhole = !FLOATS.has(integerOf(op, 'to', DATA_TYPES.float32));
  if (!areNumbers(x.values)) return isWhole ? x : null;
  const values = isWhole ? x.values.map(Math.trunc) : x.values;
  return { ...x, values, isWhole };
});

const root = folding(1, ([x]) =>
  areNumbers(x.values) && !x.isWhole ? { ...x, values: x.values.map(Math.sqrt) } : null,
);

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
  const float = attributes.get('value_float')?.float;
  const integer = attributes.get('value_int')?.integer;
  const floats = attributes.get('value_floats')?.floats;
  const integers = attributes.get('value_ints')?.integers;
  const single = float ?? integer;
  const values = single === undefined ? (floats ?? integers) : [single];
  if (!values) return false;
  const shape = single === undefined ? [values.length] : [];
  const isWhole = float === undefined && floats === undefined;
  reader.set(op.outputs[0], knownOf({ shape, values, isWhole }));
  return true;
};

function shapeAt(name: string, reader: NetworkReader): readonly Size[] | null {
  const known = reader.of(name);
  if (known?.type === 'layer') return fileShape(known);
  if (known?.type === 'cut') return shapeOfFactors(known.factors);
  return known?.type === 'fixed' || known?.type === 'figures' ? known.shape : null;
}

const shapeOf: OpReader = (op, reader) => {
  const shape = shapeAt(op.inputs[0], reader);
  if (!shape) return false;
  const start = axisAt(integerOf(op, 'start', 0), shape.length);
  const end = axisAt(integerOf(op, 'end', shape.length), shape.length);
  reader.set(op.outputs[0], knownOf(wholeRow(shape.slice(Math.max(0, start), Math.max(0, end)))));
  return true;
};

/** One number again and again: figures where they are few, else that number alone. */
const filled: OpReader = (op, reader) => {
  const shape = reader.sizes(op.inputs[0]);
  const tensor = op.attributes.get('value')?.tensor;
  const read = tensor && readTensor(tensor);
  if (!shape || (read && !read.ok)) return false;
  const value = read?.value.values[0] ?? 0;
  const isWhole = read !== undefined && !(read.value.values instanceof Float32Array);
  const isShape = areNumbers(shape) && shape.every((axis) => Number.isInteger(axis) && axis >= 0);
  const isFigures = isWhole && isShape && sizeOf(shape) <= MAX_FOLDED;
  const values = isFigures ? new Array<number>(sizeOf(shape)).fill(value) : [];
  reader.set(
    op.outputs[0],
    isFigures ? { type: 'fixed', shape, values } : { type: 'filled', value },
  );
  return true;
};

const gather = folding(2, ([x, index], op) => {
  const axis = axisAt(integerOf(op, 'axis', 0), x.shape.length);
  const { length } = index.values;
  if (!areNumbers(index.values) || axis >= x.shape.length || length * x.values.length > MAX_FOLDED)
    return null;
  const places = index.values.map((place) => axisAt(place, x.shape[axis]));
  const isInside = (place: number) =>
    Number.isInteger(place) && place >= 0 && place < x.shape[axis];
  if (axis < 0 || !places.every(isInside)) return null;
  const shape = [...x.shape.slice(0, axis), ...index.shape, ...x.shape.slice(axis + 1)];
  return { ...placesOf(x, axis, places), shape };
});

const concat = folding(1, (inputs, op) => {
  const count = inputs.reduce((sum, { values }) => sum + values.length, 0);
  const axis = axisAt(integerOf(op, 'axis', 0), inputs[0].shape.length);
  return count <= MAX_FOLDED ? concatenated(inputs, axis) : null;
});

const reshaped = folding(2, ([x, wanted]) => {
  const shape = reshapedTo(x.shape, wanted.values);
  return shape && areNumbers(shape) ? { ...x, shape } : null;
});

const transpose = folding(1, ([x], op) => {
  const order = orderOf(op, x.shape.length);
  return order && transposed(x, order);
});

const unsqueezed = folding(1, ([x], op, reader) => {
  const axes = axesArgument(op, reader);
  if (!axes) return null;
  const count = x.shape.length + axes.length;
  const added = new Set(axes.map((axis) => axisAt(axis, count)));
  const rest = [...x.shape];
  const shape = Array.from({ length: count }, (_, at) => (added.has(at) ? 1 : (rest.shift() ?? 1)));
  return { ...x, shape };
});

const squeezed = folding(1, ([x], op, reader) => {
  const axes = axesArgument(op, reader)?.map((axis) => axisAt(axis, x.shape.length));
  const shape = x.shape.filter((length, at) => (axes ? !axes.includes(at) : length !== 1));
  return sizeOf(shape) === x.values.length ? { ...x, shape } : null;
});

const sliced = folding(1, ([x], op, reader) => {
  const bounds = boundsOf(op, reader);
  if (!bounds) return null;
  const { starts, ends, axes, steps } = bounds;
  let table: Table = x;
  for (const [at, named] of axes.entries()) {
    const axis = axisAt(named, x.shape.length);
    const length = x.shape[axis];
    if (length === undefined || steps[at] === 0) return null;
    table = placesOf(table, axis, placesOfSlice(length, starts[at], ends[at], steps[at]));
  }
  return table;
});

/** A part of numbers that are all the same, or the same in another shape, is such numbers again. */
const filledAgain: OpReader = (op, reader) => {
  const known = reader.of(op.inputs[0] ?? '');
  if (known?.type !== 'filled') return false;
  reader.set(op.outputs[0], known);
  return true;
};

const same = folding(1, ([x]) => x);

const or =
  (...readers: readonly OpReader[]): OpReader =>
  (op, reader) =>
    readers.some((read) => read(op, reader));

export const foldReaders: OpReaders = {
  ...Object.fromEntries(
    Object.entries(ARITHMETIC).map(([operator, compute]) => [operator, arithmetic(compute)]),
  ),
  Constant: constant,
  Shape: shapeOf,
  ConstantOfShape: filled,
  Gather: or(filledAgain, gather),
  Transpose: or(filledAgain, transpose),
  Concat: concat,
  Reshape: or(filledAgain, reshaped),
  Unsqueeze: or(filledAgain, unsqueezed),
  Squeeze: or(filledAgain, squeezed),
  Slice: or(filledAgain, sliced),
  Cast: cast,
  Identity: same,
  Sqrt: root,
};

import { type Shape, sizeOf } from '../../../../catalogue/layer';
import type { Parameters } from '../../../../document/schema';
import { consumersOf, type FileOp, floatOf, integerOf, integersOf, wordOf } from '../file-graph';
import {
  type Axis,
  axisAt,
  fileShape,
  type Meaning,
  meaningOf,
  naturalAxes,
  sameAxes,
} from '../meaning';
import type { NetworkReader } from '../network-reader';
import {
  areNumbers,
  areSameSizes,
  BATCH,
  isBatch,
  isSameSize,
  reshapedTo,
  type Size,
} from '../sizes';
import { hasOnly, type OpReaders } from './reader';

/** Axes that an operator names: as an attribute up to some version, as an input since. */
export const axesArgument = (op: FileOp, reader: NetworkReader): readonly number[] | null =>
  integersOf(op, 'axes') ?? reader.numbers(op.inputs[1]);

const pass = (op: FileOp, reader: NetworkReader): boolean => {
  const known = reader.of(op.inputs[0]);
  if (!known) return false;
  reader.set(op.outputs[0], known);
  return true;
};

/** All numbers of a sample as one row. Where the file has its axes in another order, the row remembers it. */
function row(given: Meaning, reader: NetworkReader): Meaning | null {
  if (given.rowOf) return given;
  const { shape, axes } = given;
  if (!shape || given.half !== null || axes[0] !== 0 || axes.includes('direction')) return null;
  const order = axes.filter((axis) => typeof axis === 'number');
  if (shape.length === 1) return meaningOf(given.node, shape);
  if (sameAxes(order, naturalAxes(shape))) {
    return reader.add('flatten', {}, [meaningOf(given.node, shape)], {});
  }
  return { ...meaningOf(given.node, [sizeOf(shape)]), rowOf: given };
}

/** The shape that a `Reshape` asks for, without its batch; null where it does not keep samples apart. */
function target(given: Meaning, wanted: readonly Size[]): Shape | null {
  const before = fileShape(given);
  if (!before || !isBatch(before[0])) return null;
  // A batch that was fixed when the file was written counts as any.
  const isFixed = typeof wanted[0] === 'number' && wanted[0] > 0;
  const asked = reshapedTo(before, isFixed ? [BATCH, ...wanted.slice(1)] : wanted);
  const inner = asked?.slice(1) ?? [];
  return isBatch(asked?.[0]) && areNumbers(inner) ? inner : null;
}

/** Where a `Reshape` does no more than drop axes of length 1: what its axes are; null where it does more. */
function withoutOnes(given: Meaning, wanted: readonly Size[]): readonly Axis[] | null {
  const before = fileShape(given);
  const asked = before && reshapedTo(before, wanted);
  if (!asked) return null;
  const axes: Axis[] = [];
  let at = 0;
  for (const size of asked) {
    while (given.axes[at] === 'one' && size !== 1) at += 1;
    if (at >= before.length || !isSameSize(before[at], size)) return null;
    axes.push(given.axes[at]);
    at += 1;
  }
  return given.axes.slice(at).every((axis) => axis === 'one') ? axes : null;
}

/** Both directions of a recurrence beside its units are how the app has them: nothing to do. */
function joinsDirections(given: Meaning, wanted: readonly Size[]): readonly Axis[] | null {
  const at = given.axes.indexOf('direction');
  const units = given.shape?.length;
  if (!given.shape || !units || at < 1 || given.axes[at + 1] !== units) return null;
  const beside = { ...given, axes: given.axes.filter((axis) => axis !== 'direction') };
  return withoutOnes(beside, wanted);
}

/** What a `Reshape` asks for: as an attribute up to some version, as an input since. */
export const wantedShape = (op: FileOp, reader: NetworkReader): readonly Size[] | null =>
  reader.sizes(op.inputs[1]) ?? integersOf(op, 'shape');

function reshape(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const wanted = wantedShape(op, reader);
  if (!given || !wanted) return false;
  const axes = given.rowOf ? null : (withoutOnes(given, wanted) ?? joinsDirections(given, wanted));
  if (axes) {
    reader.set(op.outputs[0], { ...given, axes });
    return true;
  }
  const shape = target(given, wanted);
  if (!shape) return false;
  if (areSameSizes([BATCH, ...shape], fileShape(given) ?? [])) return pass(op, reader);
  if (shape.length === 1) {
    const flat = row(given, reader);
    if (flat) reader.set(op.outputs[0], flat);
    return flat !== null;
  }
  const natural = reader.natural(given);
  const made = natural && reader.add('reshape', { shape }, [natural], {});
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

/** The order that a `Transpose` puts so many axes in; null where it is none. */
export function orderOf(op: FileOp, count: number): readonly number[] | null {
  const order = integersOf(op, 'perm') ?? Array.from({ length: count }, (_, at) => count - 1 - at);
  const isOrder = order.length === count && order.every((_, axis) => order.includes(axis));
  return isOrder ? order : null;
}

function transpose(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const x = given?.rowOf ? reader.flattened(given.rowOf) : given;
  const order = x && orderOf(op, x.axes.length);
  if (!order) return false;
  reader.set(op.outputs[0], { ...x, axes: order.map((axis) => x.axes[axis]) });
  return true;
}

function squeeze(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  if (!given || given.rowOf) return false;
  const named = axesArgument(op, reader);
  const count = given.axes.length;
  const dropped = new Set(
    named?.map((axis) => axisAt(axis, count)) ??
      given.axes.flatMap((axis, index) => (axis === 'one' ? [index] : [])),
  );
  const isOnes = [...dropped].every((index) => given.axes[index] === 'one');
  if (isOnes) {
    const axes = given.axes.filter((_, index) => !dropped.has(index));
    reader.set(op.outputs[0], { ...given, axes });
    return true;
  }
  // An axis of the app's own that has length 1.
  const natural = reader.natural(given);
  const shape = natural?.shape?.filter((length, axis) => length !== 1 || !dropped.has(axis + 1));
  if (!natural || !shape || natural.shape?.length !== shape.length + dropped.size) return false;
  const made = reader.add('reshape', { shape }, [natural], {});
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

function unsqueeze(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const named = axesArgument(op, reader);
  const x = given?.rowOf ? reader.flattened(given.rowOf) : given;
  if (!x || !named) return false;
  const count = x.axes.length + named.length;
  const added = new Set(named.map((axis) => axisAt(axis, count)));
  const rest = [...x.axes];
  const axes = Array.from(
    { length: count },
    (_, index): Axis => (added.has(index) ? 'one' : (rest.shift() ?? 'one')),
  );
  reader.set(op.outputs[0], { ...x, axes });
  return true;
}

/** A row repeated along an axis that was put in for it. */
function tile(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const repeats = reader.numbers(op.inputs[1]);
  if (given?.shape?.length !== 1 || !sameAxes(given.axes, [0, 'one', 1])) return false;
  if (repeats?.length !== 3 || repeats[0] !== 1 || repeats[2] !== 1) return false;
  const row = meaningOf(given.node, given.shape);
  const made = reader.add('repeatVector', { count: repeats[1] }, [row], {});
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

/** Parameters of a layer over the margins of places; null where any other axis has some. */
function marginParameters(
  { axes, shape }: Meaning,
  before: readonly number[],
  after: readonly number[],
): Parameters | null {
  const rank = (shape?.length ?? 0) - 1;
  if (rank < 1 || rank > 2 || [...before, ...after].some((one) => one < 0)) return null;
  const at = (list: readonly number[], place: number) => list[axes.indexOf(place + 1)];
  const isElsewhere = axes.some(
    (axis, index) =>
      (typeof axis !== 'number' || axis === 0 || axis === rank + 1) &&
      before[index] + after[index] > 0,
  );
  if (isElsewhere) return null;
  if (rank === 1) return { before: at(before, 0), after: at(after, 0) };
  return {
    top: at(before, 0),
    bottom: at(after, 0),
    left: at(before, 1),
    right: at(after, 1),
  };
}

function margins(
  kind: string,
  op: FileOp,
  reader: NetworkReader,
  given: Meaning,
  before: readonly number[],
  after: readonly number[],
): boolean {
  if ([...before, ...after].every((margin) => margin === 0)) return pass(op, reader);
  const parameters = marginParameters(given, before, after);
  const plain = meaningOf(given.node, given.shape);
  const rank = (given.shape?.length ?? 0) - 1;
  const made = parameters && reader.add(`${kind}${rank}d`, parameters, [plain], {});
  if (made) reader.set(op.outputs[0], { ...made, axes: given.axes });
  return made !== null;
}

function pad(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const pads = reader.numbers(op.inputs[1]) ?? integersOf(op, 'pads');
  const value = reader.numbers(op.inputs[2])?.[0] ?? floatOf(op, 'value', 0);
  const isPlain = given && !given.rowOf && given.half === null;
  if (!isPlain || pads?.length !== 2 * given.axes.length || value !== 0) return false;
  if (wordOf(op, 'mode', 'constant') !== 'constant' || op.inputs[3]) return false;
  const count = given.axes.length;
  return margins('zeroPadding', op, reader, given, pads.slice(0, count), pads.slice(count));
}

interface Bounds {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly axes: readonly number[];
  readonly steps: readonly number[];
}

/** What a `Slice` takes, axis by axis: as attributes up to some version, as inputs since. */
export function boundsOf(op: FileOp, reader: NetworkReader): Bounds | null {
  const given = (at: number, name: string): readonly number[] | null =>
    reader.numbers(op.inputs[at]) ?? integersOf(op, name);
  const [starts, ends] = [given(1, 'starts'), given(2, 'ends')];
  const axes = given(3, 'axes') ?? starts?.map((_, axis) => axis);
  const steps = given(4, 'steps') ?? starts?.map(() => 1);
  if (!starts || !ends || !axes || !steps) return null;
  const fits = [starts, ends, axes, steps].every(
    (list) => list.length === starts.length && list.every(Number.isInteger),
  );
  return fits ? { starts, ends, axes, steps } : null;
}

function slice(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const lengths = given && !given.rowOf && given.half === null ? fileShape(given) : null;
  const bounds = boundsOf(op, reader);
  if (!given || !lengths || !bounds) return false;
  const { starts, ends, axes, steps } = bounds;
  if (steps.some((step) => step !== 1)) return false;
  const before = lengths.map(() => 0);
  const after = lengths.map(() => 0);
  for (const [index, named] of axes.entries()) {
    const axis = axisAt(named, lengths.length);
    const length = lengths[axis];
    if (typeof length !== 'number') return false;
    const place = (value: number) => Math.min(length, Math.max(0, axisAt(value, length)));
    before[axis] = place(starts[index]);
    after[axis] = length - place(ends[index]);
  }
  return margins('cropping', op, reader, given, before, after);
}

/** Every place several times in a row, as nearest neighbours in whole factors are. */
function resize(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  const scales = [op.inputs[2], op.inputs[1]].map((name) => reader.numbers(name));
  const factors = scales.find((one) => one?.length === given?.axes.length);
  const rank = (given?.shape?.length ?? 0) - 1;
  if (!given || !factors || given.rowOf || given.half !== null || rank < 1 || rank > 2)
    return false;
  if (wordOf(op, 'mode', 'nearest') !== 'nearest') return false;
  if (factors.some((factor) => !Number.isInteger(factor) || factor < 1)) return false;
  const isElsewhere = given.axes.some(
    (axis, index) =>
      (typeof axis !== 'number' || axis === 0 || axis === rank + 1) && factors[index] !== 1,
  );
  if (isElsewhere) return false;
  const size = Array.from({ length: rank }, (_, place) => factors[given.axes.indexOf(place + 1)]);
  const plain = meaningOf(given.node, given.shape);
  const made = reader.add(`upSampling${rank}d`, { size }, [plain], {});
  if (made) reader.set(op.outputs[0], { ...made, axes: given.axes });
  return made !== null;
}

/** A reduction over all places is a pooling over them. */
const reduce =
  (kind: string) =>
  (op: FileOp, reader: NetworkReader): boolean => {
    const given = reader.layer(op.inputs[0]);
    const named = axesArgument(op, reader);
    if (!given?.shape || given.rowOf || given.half !== null || !named) return false;
    const gone = new Set(named.map((axis) => axisAt(axis, given.axes.length)));
    const { length } = given.shape;
    const isPlaces = given.axes.every((axis, index) => {
      const isPlace = typeof axis === 'number' && axis > 0 && axis < length;
      return isPlace === gone.has(index);
    });
    const made = isPlaces && reader.add(kind, {}, [meaningOf(given.node, given.shape)], {});
    if (!made) return false;
    const keeps = integerOf(op, 'keepdims', 1) === 1;
    const axes = given.axes.flatMap((axis, index): readonly Axis[] => {
      if (gone.has(index)) return keeps ? ['one'] : [];
      return [axis === length ? 1 : axis];
    });
    reader.set(op.outputs[0], { ...made, axes });
    return true;
  };

function dropout(op: FileOp, reader: NetworkReader): boolean {
  const given = reader.layer(op.inputs[0]);
  if (!given || reader.numbers(op.inputs[2])?.[0] === 1) return false;
  if (op.outputs[1] && consumersOf(reader.graph, op.outputs[1]).length > 0) return false;
  const rate = reader.numbers(op.inputs[1])?.[0] ?? floatOf(op, 'ratio', 0.5);
  const made = reader.elementwise('dropout', { rate: Number(rate.toPrecision(7)) }, given);
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

/** Whole numbers of another kind are the same numbers; a number cut down to a whole one is only so as an index. */
function cast(op: FileOp, reader: NetworkReader): boolean {
  const takers = consumersOf(reader.graph, op.outputs[0]);
  const isIndex = takers.every(
    ({ operator, inputs }) =>
      operator === 'Gather' && inputs[1] === op.outputs[0] && reader.fixed(inputs[0]) !== null,
  );
  const isFloat = [1, 10, 11].includes(integerOf(op, 'to', 1));
  return (isIndex || isFloat) && pass(op, reader);
}

export const shapeReaders: OpReaders = {
  Identity: pass,
  Cast: cast,
  Dropout: dropout,
  Flatten(op, reader) {
    const given = reader.layer(op.inputs[0]);
    const flat = given && hasOnly(op, { axis: 1 }) ? row(given, reader) : null;
    if (flat) reader.set(op.outputs[0], flat);
    return flat !== null;
  },
  Reshape: reshape,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Tile: tile,
  Pad: pad,
  Slice: slice,
  Resize: resize,
  Upsample: resize,
  ReduceMean: reduce('globalAveragePooling'),
  ReduceMax: reduce('globalMaxPooling'),
};

import { type Shape, sizeOf } from '../../../../catalogue/layer';
import { routed } from '../../../route';
import { consumersOf, type FileOp, floatOf, integerOf } from '../file-graph';
import { axisAt, type Fixed, type Meaning, meaningOf } from '../meaning';
import type { NetworkReader, WeightValues } from '../network-reader';
import { nameFor, type OpReaders } from './reader';

const LINEAR = { kind: 'linear', parameters: {} };

/** Where each number of a row that the file has in its own order stands in the app's order. */
function placesOfRow({ shape, axes }: Meaning): Uint32Array | null {
  const order = axes.filter((axis) => typeof axis === 'number');
  if (!shape || order.length !== shape.length + 1 || order[0] !== 0) return null;
  const places = Float32Array.from({ length: sizeOf(shape) }, (_, index) => index);
  // Exact: rows are shorter than 2²⁴ numbers, as a kernel over them could not be held otherwise.
  const moved = routed({ axes: order.slice(1).map((axis) => axis - 1) }, shape, places);
  return Uint32Array.from(moved);
}

/** The rows of a kernel in the order in which the app has the numbers that they take. */
function inAppOrder(kernel: Float32Array, units: number, places: Uint32Array): Float32Array {
  const result = new Float32Array(kernel.length);
  places.forEach((place, row) => {
    result.set(kernel.subarray(row * units, (row + 1) * units), place * units);
  });
  return result;
}

/** One number a unit, from a tensor that is as long or has one number for all. */
export function biasOf(known: Fixed | null, units: number): Float32Array | null {
  if (!known) return null;
  const { values, shape } = known;
  const isRow = shape.every((axis, index) => axis === 1 || index === shape.length - 1);
  if (values.length === units && isRow) return Float32Array.from(values);
  return values.length === 1 ? new Float32Array(units).fill(values[0]) : null;
}

/** A product with weights and the bias behind it. */
export interface Linear {
  /** [inputs, units]. */
  readonly kernel: Float32Array;
  readonly inputs: number;
  readonly units: number;
  readonly bias: Float32Array | null;
  readonly name: string;
  /** The operator that it ends with. */
  readonly end: FileOp;
}

function addDense(reader: NetworkReader, x: Meaning, linear: Linear): Meaning | null {
  const { kernel, inputs, units, bias, name } = linear;
  const parameters = { units, useBias: bias !== null, activation: LINEAR };
  const biases: WeightValues = bias ? { bias } : {};
  if (x.rowOf?.shape && sizeOf(x.rowOf.shape) === inputs) {
    const places = placesOfRow(x.rowOf);
    if (places) {
      const flat = reader.add('flatten', {}, [meaningOf(x.rowOf.node, x.rowOf.shape)], {});
      const turned = { kernel: inAppOrder(kernel, units, places), ...biases };
      return flat && reader.add('dense', parameters, [flat], turned, { name });
    }
  }
  if (x.shape && x.shape.length > 1) {
    const last = x.axes.length - 1;
    const isPlain = x.rowOf === null && x.half === null && !x.axes.includes('one');
    const isLast = isPlain && x.axes[last] === x.shape.length;
    const given = isLast ? x : reader.natural(x);
    const made =
      given && reader.add('timeDistributed', parameters, [given], { kernel, ...biases }, { name });
    return made && isLast ? { ...made, axes: x.axes } : made;
  }
  const natural = reader.natural(x);
  return natural && reader.add('dense', parameters, [natural], { kernel, ...biases }, { name });
}

/** The sum of a product and a fixed row, where nothing else takes the product. */
function biasBehind(reader: NetworkReader, name: string, units: number) {
  const consumers = consumersOf(reader.graph, name);
  const [add] = consumers;
  if (consumers.length !== 1 || add.operator !== 'Add' || name === reader.output) return null;
  const other = add.inputs.find((input) => input !== name);
  const bias = biasOf(reader.fixed(other), units);
  return bias && { add, bias };
}

/** A kernel [inputs, units] as floats; `turned` where the file has outputs first. */
function kernelOf({ shape, values }: Fixed, turned: boolean, factor = 1): Float32Array {
  const plain = Float32Array.from(values, (value) => value * factor);
  return turned ? routed({ axes: [1, 0] }, shape as Shape, plain) : plain;
}

/** Some columns of the features are an Input of their own. */
function takeColumns(op: FileOp, reader: NetworkReader): boolean {
  const x = reader.layer(op.inputs[0]);
  const columns = reader.fixed(op.inputs[1]);
  const isInput = x !== null && reader.draft.nodes.get(x.node)?.kind === 'input';
  const count = x?.shape?.length === 1 ? x.shape[0] : 0;
  if (!isInput || count === 0 || columns?.shape.length !== 1) return false;
  if (axisAt(integerOf(op, 'axis', 0), 2) !== 1) return false;
  const { featureNames } = reader.data;
  const names = Array.from(columns.values, (index) => featureNames[axisAt(index, count)]);
  if (names.some((name) => name === undefined)) return false;
  const made = reader.add('input', { columns: names }, [], {}, { name: nameFor(op, undefined) });
  if (made) reader.set(op.outputs[0], made);
  return made !== null;
}

function productOf(op: FileOp, reader: NetworkReader): Linear | null {
  const weights = reader.fixed(op.inputs[1]);
  if (weights?.shape.length !== 2) return null;
  const [inputs, units] = weights.shape;
  const behind = biasBehind(reader, op.outputs[0], units);
  return {
    kernel: kernelOf(weights, false),
    inputs,
    units,
    bias: behind?.bias ?? null,
    name: nameFor(op, op.inputs[1]),
    end: behind?.add ?? op,
  };
}

function gemmOf(op: FileOp, reader: NetworkReader): Linear | null {
  const weights = reader.fixed(op.inputs[1]);
  if (weights?.shape.length !== 2 || integerOf(op, 'transA', 0) !== 0) return null;
  const isTurned = integerOf(op, 'transB', 0) === 1;
  const [inputs, units] = isTurned ? weights.shape.toReversed() : weights.shape;
  const beta = floatOf(op, 'beta', 1);
  const given = op.inputs[2] ? biasOf(reader.fixed(op.inputs[2]), units) : null;
  if (op.inputs[2] && !given) return null;
  return {
    kernel: kernelOf(weights, isTurned, floatOf(op, 'alpha', 1)),
    inputs,
    units,
    bias: given?.map((value) => value * beta) ?? null,
    name: nameFor(op, op.inputs[1]),
    end: op,
  };
}

/** What a `Gemm`, or a `MatMul` with the sum behind it, does to its input; null where its weights are not fixed. */
export const linearOf = (op: FileOp, reader: NetworkReader): Linear | null =>
  op.operator === 'Gemm' ? gemmOf(op, reader) : productOf(op, reader);

function multiply(op: FileOp, reader: NetworkReader): boolean {
  const x = reader.layer(op.inputs[0]);
  const linear = x && linearOf(op, reader);
  const made = linear && addDense(reader, x, linear);
  if (!made) return false;
  if (linear.end !== op) reader.taken.add(linear.end);
  return reader.end(linear.end, made);
}

export const denseReaders: OpReaders = {
  Gemm: multiply,
  MatMul: multiply,
  Gather(op, reader) {
    if (takeColumns(op, reader)) return true;
    const table = reader.fixed(op.inputs[0]);
    const words = reader.layer(op.inputs[1]);
    if (table?.shape.length !== 2 || !words || integerOf(op, 'axis', 0) !== 0) return false;
    const natural = reader.natural(words);
    const [vocabulary, dimensions] = table.shape;
    const weights = { embeddings: Float32Array.from(table.values) };
    const name = nameFor(op, op.inputs[0]);
    const made =
      natural && reader.add('embedding', { vocabulary, dimensions }, [natural], weights, { name });
    if (!made) return false;
    reader.set(op.outputs[0], made);
    return true;
  },
};

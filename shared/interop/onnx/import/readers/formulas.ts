import { type Shape, sizeOf } from '../../../../catalogue/layer';
import { channelShape, integers, type Operations, weightOf } from '../../operations';
import { consumersOf, type FileOp, floatOf, integersOf } from '../file-graph';
import { Matcher } from '../matcher';
import { axisAt, channelsFirst, fileShape, type Meaning, meaningOf, sameAxes } from '../meaning';
import type { NetworkReader, WeightValues } from '../network-reader';
import { isSameSize } from '../sizes';
import { nameFor, type OpReaders } from './reader';

/** Normalizations that other tools write out as the operators of their formula. */

const short = (value: number): number => Number(value.toPrecision(7));

const lastOf = (shape: Shape): number => shape[shape.length - 1];

/** The weights that a formula was found with, as the file has them. */
function weightsOf({ bound }: Matcher, reader: NetworkReader): WeightValues {
  const found = bound.flatMap(({ name, parts: [part] }) => {
    const fixed = reader.fixed(name);
    return fixed && 'weight' in part ? [[part.weight, Float32Array.from(fixed.values)]] : [];
  });
  return Object.fromEntries(found) as WeightValues;
}

interface Found {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly matcher: Matcher;
  readonly output: string;
  readonly name: string;
}

function add(reader: NetworkReader, x: Meaning, found: Found): boolean {
  const { kind, parameters, matcher, output, name } = found;
  const plain = meaningOf(x.node, x.shape);
  const made = reader.add(kind, parameters, [plain], weightsOf(matcher, reader), { name });
  if (!made) return false;
  for (const op of matcher.ops) reader.taken.add(op);
  reader.set(output, { ...made, axes: x.axes });
  return true;
}

/** (x − μ) ÷ √(σ² + ε) · γ + β over some axes; Ba et al. (2016), equations 3 and 4. */
function standardized(
  ops: Operations,
  x: string,
  axes: readonly number[],
  epsilon: string,
  units: number,
): string {
  const mean = (of: string) => ops.op('ReduceMean', [of], { axes: integers(axes) });
  const centred = ops.op('Sub', [x, mean(x)]);
  const variance = mean(ops.op('Pow', [centred, ops.floats([2], [])]));
  const deviation = ops.op('Sqrt', [ops.op('Add', [variance, epsilon])]);
  const scaled = ops.op('Mul', [
    ops.op('Div', [centred, deviation]),
    weightOf(ops, 'gamma', [units]),
  ]);
  return ops.op('Add', [scaled, weightOf(ops, 'beta', [units])]);
}

function layerNormalization(op: FileOp, reader: NetworkReader): boolean {
  const x = reader.layer(op.inputs[0]);
  const axes = integersOf(op, 'axes');
  if (!x?.shape || x.rowOf || x.half !== null || axes?.length !== 1) return false;
  const last = x.axes.length - 1;
  if (axisAt(axes[0], x.axes.length) !== last || x.axes[last] !== x.shape.length) return false;
  const matcher = new Matcher(reader, [], () => []);
  const epsilon = matcher.any();
  const units = lastOf(x.shape);
  const output = matcher.follow((ops) => standardized(ops, op.inputs[0], axes, epsilon, units));
  const given = matcher.given(epsilon);
  const value = reader.numbers(given)?.[0];
  if (output === null || value === undefined) return false;
  const parameters = { epsilon: short(value) };
  const name = nameFor(op, matcher.bound[0]?.name);
  return add(reader, x, { kind: 'layerNormalization', parameters, matcher, output, name });
}

/** Whether a shape that a file asks for is that of a value, in figures or as the value's own. */
function isShapeOf(reader: NetworkReader, given: string, name: string, x: Meaning): boolean {
  const sizes = reader.sizes(given);
  const own = fileShape(x);
  if (sizes && own)
    return sizes.every((size, at) => at === 0 || isSameSize(size, own[at]) || size === 0);
  return consumersOf(reader.graph, name).some(
    ({ operator, outputs }) => operator === 'Shape' && outputs[0] === given,
  );
}

/** Groups as channels of an instance normalization; Wu & He (2018), figure 3. */
function groupNormalization(op: FileOp, reader: NetworkReader): boolean {
  const [name, wanted] = op.inputs;
  const next = consumersOf(reader.graph, op.outputs[0])[0];
  const x = reader.layer(name);
  const groups = reader.fixed(next?.inputs[1])?.values.length ?? 0;
  if (next?.operator !== 'InstanceNormalization' || !x?.shape || x.rowOf || groups < 1)
    return false;
  const shape = x.shape;
  if (!sameAxes(x.axes, channelsFirst(shape)) || lastOf(shape) % groups !== 0) return false;
  const [, ...asked] = reader.sizes(wanted) ?? [];
  const isGrouped =
    asked.length === 2 &&
    asked[0] === groups &&
    (asked[1] === -1 || asked[1] === sizeOf(shape) / groups);
  if (!isGrouped) return false;
  const matcher = new Matcher(reader, [], () => []);
  const back = matcher.any();
  const output = matcher.follow((ops) => {
    const each = (value: number) => ops.floats(new Array<number>(groups).fill(value), [groups]);
    const rows = ops.op('Reshape', [name, matcher.any()]);
    const normalized = ops.op('InstanceNormalization', [rows, each(1), each(0)]);
    const channel = (weight: string) => weightOf(ops, weight, channelShape('first', shape));
    const scaled = ops.op('Mul', [ops.op('Reshape', [normalized, back]), channel('gamma')]);
    return ops.op('Add', [scaled, channel('beta')]);
  });
  if (output === null || !isShapeOf(reader, matcher.given(back) ?? '', name, x)) return false;
  return add(reader, x, {
    kind: 'groupNormalization',
    parameters: { groups, epsilon: short(floatOf(next, 'epsilon', 1e-5)) },
    matcher,
    output,
    name: nameFor(next, undefined),
  });
}

export const formulaReaders: OpReaders = {
  ReduceMean: layerNormalization,
  Reshape: groupNormalization,
};

import { directedName, directionsOf } from '../../../../catalogue/layers/recurrence';
import type { Choice, Parameters } from '../../../../document/schema';
import { unrouted } from '../../../route';
import { activationOfFunction, type NamedFunction } from '../../activations';
import { CELLS, type CellSpec } from '../../layers/cells';
import { consumersOf, type FileOp, integerOf, wordOf } from '../file-graph';
import { type Axis, axisAt, type Fixed, type Meaning, meaningOf, sameAxes } from '../meaning';
import type { NetworkReader, WeightValues } from '../network-reader';
import { hasOnly, nameFor, type OpReaders } from './reader';

const DIRECTIONS: Readonly<Record<string, string>> = {
  forward: 'forward',
  reverse: 'backward',
  bidirectional: 'both',
};

/** What the operators take where a file names no functions. Source: onnx/docs/Operators.md. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  RNN: ['Tanh'],
  LSTM: ['Sigmoid', 'Tanh', 'Tanh'],
  GRU: ['Sigmoid', 'Tanh'],
};

const TAKES_ALPHA: ReadonlySet<string> = new Set([
  'Affine',
  'LeakyRelu',
  'ThresholdedRelu',
  'ScaledTanh',
  'HardSigmoid',
  'Elu',
]);
const TAKES_BETA: ReadonlySet<string> = new Set(['Affine', 'ScaledTanh', 'HardSigmoid']);

/** The functions of an operator with their numbers, which are listed for those alone that take any. */
function functionsOf(op: FileOp, count: number): readonly NamedFunction[] {
  const names = op.attributes.get('activations')?.texts ?? [];
  const usual = USUAL[op.operator];
  const all = names.length > 0 ? names : Array.from({ length: count }, () => usual).flat();
  const alphas = [...(op.attributes.get('activation_alpha')?.floats ?? [])];
  const betas = [...(op.attributes.get('activation_beta')?.floats ?? [])];
  return all.map((name) => {
    const alpha = TAKES_ALPHA.has(name) ? alphas.shift() : undefined;
    const beta = TAKES_BETA.has(name) ? betas.shift() : undefined;
    return {
      name,
      ...(alpha === undefined ? {} : { alpha }),
      ...(beta === undefined ? {} : { beta }),
    };
  });
}

const sameChoice = (a: Choice, b: Choice): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The activations of a recurrence, where both directions and all places have the same; null otherwise. */
function activationsOf(op: FileOp, cell: CellSpec, count: number): Parameters | null {
  const choices = functionsOf(op, count).map(activationOfFunction);
  if (choices.some((one) => one === null)) return null;
  const all = choices as readonly Choice[];
  const each = all.length / count;
  const activation = all[each - 1];
  const gate = each > 1 ? all[0] : undefined;
  const wanted = cell.functionsOf(activation, gate);
  const isSame = all.every((one, index) => sameChoice(one, wanted[index % each]));
  if (each !== wanted.length || !isSame) return null;
  return { activation, ...(gate ? { recurrentActivation: gate } : {}) };
}

interface Sizes {
  readonly directions: number;
  readonly units: number;
  readonly features: number;
}

const piece = ({ values }: Fixed, index: number, count: number): Float32Array =>
  Float32Array.from(values.slice(index * count, (index + 1) * count));

/** Weights in the app's order, from the three tensors of the operator. */
function weightsOf(
  cell: CellSpec,
  { directions, units, features }: Sizes,
  [kernels, recurrent, biases]: readonly (Fixed | null)[],
): WeightValues | null {
  const rows = cell.gates * units;
  const sizes = [rows * features, rows * units, 2 * rows];
  const fits = [kernels, recurrent, biases].every(
    (tensor, index) => !tensor || tensor.values.length === directions * sizes[index],
  );
  if (!kernels || !recurrent || !fits) return null;
  const gates = cell.order ? { gates: cell.order } : {};
  const turned = { axes: [1, 0], ...gates };
  const found: Record<string, Float32Array> = {};
  for (let index = 0; index < directions; index += 1) {
    const named = (name: string) => directedName(name, index);
    found[named('kernel')] = unrouted(turned, [features, rows], piece(kernels, index, sizes[0]));
    found[named('recurrentKernel')] = unrouted(
      turned,
      [units, rows],
      piece(recurrent, index, sizes[1]),
    );
    if (!biases) continue;
    const both = piece(biases, index, sizes[2]);
    const own = unrouted(gates, [rows], both.slice(0, rows));
    const second = unrouted(gates, [rows], both.slice(rows));
    // One bias is the sum of two, but where a gate stands between them.
    found[named('bias')] = cell.hasRecurrentBias ? own : own.map((value, at) => value + second[at]);
    if (cell.hasRecurrentBias) found[named('recurrentBias')] = second;
  }
  return found;
}

/** A state before the first step that is 0, or none. */
const startsAtZero = (reader: NetworkReader, name: string | undefined): boolean => {
  if (!name) return true;
  const known = reader.of(name);
  if (known?.type === 'filled') return known.value === 0;
  return known?.type === 'fixed' && Array.from(known.values).every((value) => value === 0);
};

const recurrence =
  (cell: CellSpec) =>
  (op: FileOp, reader: NetworkReader): boolean => {
    const given = reader.layer(op.inputs[0]);
    const [features, direction] = [
      given?.shape?.[1],
      DIRECTIONS[wordOf(op, 'direction', 'forward')],
    ];
    if (given?.shape?.length !== 2 || features === undefined || !direction) return false;
    if (given.rowOf || given.half !== null || !sameAxes(given.axes, [1, 0, 2])) return false;
    const [, , , , lengths, hidden, memory, peepholes] = op.inputs;
    if (lengths || peepholes || !startsAtZero(reader, hidden) || !startsAtZero(reader, memory)) {
      return false;
    }
    const isOwnReset = !cell.hasRecurrentBias || integerOf(op, 'linear_before_reset', 0) === 1;
    if (!isOwnReset || !hasOnly(op, { layout: 0, input_forget: 0 }) || op.attributes.has('clip')) {
      return false;
    }
    const directions = directionsOf(direction);
    const kernels = reader.fixed(op.inputs[1]);
    const units = integerOf(op, 'hidden_size', (kernels?.shape[1] ?? 0) / cell.gates);
    const biases = op.inputs[3] ? reader.fixed(op.inputs[3]) : null;
    const activations = activationsOf(op, cell, directions.length);
    const sizes = { directions: directions.length, units, features };
    const tensors = [kernels, reader.fixed(op.inputs[2]), biases];
    const weights = weightsOf(cell, sizes, tensors);
    const taken = op.outputs.map(
      (name) => name !== '' && consumersOf(reader.graph, name).length > 0,
    );
    if (!activations || !weights || (op.inputs[3] && !biases) || taken[2]) return false;
    return addStates(op, reader, cell.kind, {
      source: meaningOf(given.node, given.shape),
      parameters: { units, direction, useBias: biases !== null, ...activations },
      weights,
      taken,
      count: directions.length,
      name: nameFor(op, undefined),
    });
  };

interface States {
  readonly source: ReturnType<typeof meaningOf>;
  readonly parameters: Parameters;
  readonly weights: WeightValues;
  readonly taken: readonly boolean[];
  readonly count: number;
  readonly name: string;
}

/** A layer for all states, one for the last of them, or both with the same weights. */
function addStates(op: FileOp, reader: NetworkReader, kind: string, states: States): boolean {
  const { source, parameters, weights, taken, count, name } = states;
  const side: Axis = count > 1 ? 'direction' : 'one';
  const outputs = [
    { returns: 'sequence', axes: [1, side, 0, 2] as readonly Axis[] },
    { returns: 'last', axes: [side, 0, 1] as readonly Axis[] },
  ];
  let owner: string | undefined;
  for (const [position, { returns, axes }] of outputs.entries()) {
    if (!taken[position]) continue;
    const shared = owner === undefined ? {} : { weightsOf: owner };
    const all = { ...parameters, returns };
    const made = reader.add(kind, all, [source], weights, { name, ...shared });
    if (!made) return false;
    owner ??= made.node;
    reader.set(op.outputs[position], { ...made, axes });
  }
  return owner !== undefined;
}

/** How many places the first axis of a recurrence's last states has. */
const sidesOf = ({ axes: [first] }: Meaning): number => (first === 'direction' ? 2 : 1);

/** The last states of several recurrences behind one another, as PyTorch hands them out. */
export function joinStates(op: FileOp, reader: NetworkReader): boolean {
  const parts = op.inputs.map((name) => reader.layer(name));
  const areStates = parts.every((one): one is Meaning => {
    const first = one?.axes[0];
    return (first === 'one' || first === 'direction') && one?.half === null && !one.rowOf;
  });
  if (!areStates || integerOf(op, 'axis', 0) !== 0) return false;
  reader.set(op.outputs[0], { type: 'joined', parts });
  return true;
}

/** One of states that stand behind one another. */
function pickState(op: FileOp, reader: NetworkReader): boolean {
  const known = reader.of(op.inputs[0] ?? '');
  const index = reader.fixed(op.inputs[1]);
  if (known?.type !== 'joined' || index?.values.length !== 1 || index.shape.length > 0)
    return false;
  if (integerOf(op, 'axis', 0) !== 0) return false;
  const sides = known.parts.flatMap((part) =>
    Array.from({ length: sidesOf(part) }, (_, side) => ({ part, side })),
  );
  const picked = sides[axisAt(index.values[0], sides.length)];
  if (!picked) return false;
  const { part, side } = picked;
  const half = part.axes[0] === 'direction' ? side : null;
  reader.set(op.outputs[0], { ...part, axes: part.axes.slice(1), half });
  return true;
}

/** One place of an axis: of one of length 1, one direction of a recurrence, or its last time step. */
export function gatherOne(op: FileOp, reader: NetworkReader): boolean {
  if (pickState(op, reader)) return true;
  const given = reader.layer(op.inputs[0]);
  const index = reader.fixed(op.inputs[1]);
  if (!given?.shape || given.rowOf || index?.values.length !== 1) return false;
  const at = axisAt(integerOf(op, 'axis', 0), given.axes.length);
  const kept = index.shape.length === 0 ? [] : (['one'] as const);
  const axes = given.axes.flatMap((axis, position) => (position === at ? kept : [axis]));
  const [place] = index.values;
  const axis = given.axes[at];
  if (axis === 'one') {
    reader.set(op.outputs[0], { ...given, axes });
    return true;
  }
  if (axis === 'direction') {
    reader.set(op.outputs[0], { ...given, axes, half: axisAt(place, 2) });
    return true;
  }
  return axis === 1 && lastStep(op, reader, axisAt(place, given.shape[0]), axes);
}

/** The last of all states is what a recurrence along time returns by itself. */
function lastStep(
  op: FileOp,
  reader: NetworkReader,
  place: number,
  axes: readonly Axis[],
): boolean {
  const given = reader.layer(op.inputs[0]);
  const node = given && reader.draft.nodes.get(given.node);
  if (!node || given.shape?.length !== 2 || given.half !== null) return false;
  const { returns, direction } = node.parameters;
  const isLast = place === given.shape[0] - 1 && returns === 'sequence' && direction === 'forward';
  if (!isLast || reader.draft.isTaken(node.id) || !isOnlyUse(op, reader, node.id)) return false;
  node.parameters = { ...node.parameters, returns: 'last' };
  const moved = axes.map((axis): Axis => (axis === 2 ? 1 : axis));
  reader.set(op.outputs[0], { ...meaningOf(node.id, [given.shape[1]]), axes: moved });
  return true;
}

/** Whether no operator to come takes the layer's output, but for those that lead here. */
function isOnlyUse(op: FileOp, reader: NetworkReader, node: string): boolean {
  return reader.namesOf(node).every((name) => {
    const others = consumersOf(reader.graph, name).filter(
      (one) => one !== op && one.operator !== 'Shape',
    );
    const isPassedOn = others.every((one) =>
      one.outputs.every((output) => !output || reader.layer(output)?.node === node),
    );
    return isPassedOn && name !== reader.output;
  });
}

export const recurrenceReaders: OpReaders = Object.fromEntries(
  CELLS.map((cell) => [cell.operator, recurrence(cell)]),
);

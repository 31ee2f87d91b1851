import type { Shape } from '../../../catalogue/layer';
import { type Direction, directedName, directionsOf } from '../../../catalogue/layers/recurrence';
import type { Choice } from '../../../document/schema';
import { namedFunction } from '../activations';
import {
  type Attributes,
  integer,
  integers,
  type LayerSite,
  type LayerWriter,
  type Operations,
  type Part,
  writerOf,
} from '../operations';
import { CELLS, type CellSpec } from './cells';
import { unrolled } from './unrolled';

export interface RecurrenceValues {
  readonly units: number;
  readonly activation: Choice;
  readonly recurrentActivation?: Choice;
  readonly returns: 'last' | 'sequence';
  readonly direction: 'forward' | 'backward' | 'both';
  readonly merge: 'concatenate' | 'sum' | 'average' | 'multiply';
  readonly useBias: boolean;
}

const DIRECTIONS = { forward: 'forward', backward: 'reverse', both: 'bidirectional' } as const;

/** How the states of both directions become one output. */
const MERGES: Readonly<
  Record<RecurrenceValues['merge'], (ops: Operations, a: string, b: string, axis: number) => string>
> = {
  concatenate: (ops, a, b, axis) => ops.op('Concat', [a, b], { axis: integer(axis) }),
  sum: (ops, a, b) => ops.op('Add', [a, b]),
  average: (ops, a, b) => ops.op('Mul', [ops.op('Add', [a, b]), ops.floats([0.5], [])]),
  multiply: (ops, a, b) => ops.op('Mul', [a, b]),
};

/** The weights of each direction, one behind the other, as the operators want them: outputs first, two biases. */
function stackedParts(cell: CellSpec, { units, direction, useBias }: RecurrenceValues) {
  const gates = cell.order ? { gates: cell.order } : {};
  const each = (name: string, axes?: readonly number[]): readonly Part[] =>
    directionsOf(direction).map((_, index) => ({
      weight: directedName(name, index),
      route: { ...gates, ...(axes ? { axes } : {}) },
    }));
  const biases = each('bias');
  const others = cell.hasRecurrentBias
    ? each('recurrentBias')
    : biases.map((): Part => ({ zeros: cell.gates * units }));
  return {
    kernels: each('kernel', [1, 0]),
    recurrentKernels: each('recurrentKernel', [1, 0]),
    biases: useBias ? biases.flatMap((bias, index) => [bias, others[index]]) : null,
  };
}

/** One after another of the functions' numbers; the operator counts those alone that take any. */
function functionAttributes(choices: readonly Choice[], directions: number): Attributes | null {
  const functions = choices.map(namedFunction);
  if (functions.some((one) => one === null)) return null;
  const all = Array.from({ length: directions }, () => functions).flat() as NonNullable<
    ReturnType<typeof namedFunction>
  >[];
  const alphas = all.flatMap(({ alpha }) => alpha ?? []);
  const betas = all.flatMap(({ beta }) => beta ?? []);
  return {
    activations: { texts: all.map(({ name }) => name) },
    ...(alphas.length > 0 ? { activation_alpha: { floats: alphas } } : {}),
    ...(betas.length > 0 ? { activation_beta: { floats: betas } } : {}),
  };
}

/** The states of each direction by an operator: those of all time steps in the order of time, or the last ones. */
function byOperator(
  ops: Operations,
  cell: CellSpec,
  { values, inputShapes: [[, features]] }: LayerSite<RecurrenceValues>,
  functions: Attributes,
): readonly string[] {
  const { units, direction, returns } = values;
  const count = directionsOf(direction).length;
  const rows = cell.gates * units;
  const { kernels, recurrentKernels, biases } = stackedParts(cell, values);
  const stepsFirst = ops.op('Transpose', [ops.input(0, 'last')], { perm: integers([1, 0, 2]) });
  const inputs = [
    stepsFirst,
    ops.weights(kernels, [count, rows, features]),
    ops.weights(recurrentKernels, [count, rows, units]),
    ...(biases ? [ops.weights(biases, [count, 2 * rows])] : []),
  ];
  const attributes: Attributes = {
    hidden_size: integer(units),
    direction: { text: DIRECTIONS[direction] },
    ...functions,
    ...cell.attributes,
  };
  const isLast = returns === 'last';
  const states = ops.opOutput(cell.operator, inputs, attributes, isLast ? 1 : 0);
  return directionsOf(direction).map((_, index) => {
    const own = ops.op('Gather', [states, ops.integers([index], [])], {
      axis: integer(isLast ? 0 : 1),
    });
    return isLast ? own : ops.op('Transpose', [own], { perm: integers([1, 0, 2]) });
  });
}

const recurrence = (cell: CellSpec): LayerWriter =>
  writerOf<RecurrenceValues>(cell.kind, 'last', (ops, site) => {
    const { values, outputShape } = site;
    const directions: readonly Direction[] = directionsOf(values.direction);
    const choices = cell.functionsOf(values.activation, values.recurrentActivation);
    const functions = functionAttributes(choices, directions.length);
    const [first, second] = functions
      ? byOperator(ops, cell, site, functions)
      : unrolled(ops, cell, site, directions);
    const axis = (outputShape as Shape).length;
    return second === undefined ? first : MERGES[values.merge](ops, first, second, axis);
  });

export const recurrenceWriters: readonly LayerWriter[] = CELLS.map(recurrence);

import { type Direction, directedName, directionsOf } from '../catalogue/layers/recurrence';
import type { Choice } from '../document/schema';
import { type Cell, type CellFunctions, type CellState, cellFunction } from './cell';
import { backwardStep, forwardStep, type TimeStep } from './cell-walks';
import { DIRECTION_MERGES } from './direction-merges';
import { defineEngineLayer, type EngineLayer, type LayerContext, type NamedTensors } from './layer';
import type { EngineOps, Tensor } from './tensor-ops';

interface Walk {
  /** What each time step computed, in the order of time. */
  readonly steps: readonly TimeStep[];
  /** [batch, steps, units], or [batch, units] of the step that was computed last. */
  readonly output: Tensor;
}

interface Saved {
  /** All time steps' inputs, one time step after the other: [steps × batch, features]. */
  readonly rows: Tensor;
  readonly walks: readonly Walk[];
}

interface WalkBackward {
  /** ∂L/∂x as `rows` stands. */
  readonly rows: Tensor | null;
  readonly weights: NamedTensors;
  /** ∂L/∂hₜ, in the order of time. */
  readonly timeSteps: readonly Tensor[];
}

/** The weights of one direction under the names that they have without another one. */
function ownWeights({ weights }: LayerContext, index: number): NamedTensors {
  const names = ['kernel', 'recurrentKernel', 'bias', 'recurrentBias'];
  const known = names.flatMap((name): [string, Tensor][] => {
    const tensor = weights[directedName(name, index)];
    return tensor ? [[name, tensor]] : [];
  });
  return Object.fromEntries(known);
}

/** Size and functions of a cell, from its node's values. */
function cellOf({ values }: LayerContext): { units: number; functions: CellFunctions } {
  return {
    units: values.units as number,
    functions: {
      activation: cellFunction(values.activation as Choice),
      gate: cellFunction(values.recurrentActivation as Choice | undefined),
    },
  };
}

/** Time steps in the order in which a direction computes them. */
function timesOf(direction: Direction, count: number): readonly number[] {
  const times = Array.from({ length: count }, (_, index) => index);
  return direction === 'forward' ? times : times.reverse();
}

const zeroState = (
  ops: EngineOps,
  { hasMemory }: Cell,
  shape: readonly number[],
): CellState<Tensor> => ({
  hidden: ops.fill(shape, (target) => target.fill(0)),
  memory: hasMemory ? ops.fill(shape, (target) => target.fill(0)) : null,
});

const existing = (...tensors: readonly (Tensor | null)[]): readonly Tensor[] =>
  tensors.filter((tensor) => tensor !== null);

/** [batch, steps, n] seen time step by time step, and back. */
const timeFirst = (ops: EngineOps, x: Tensor): Tensor => ops.transpose(x, [1, 0, 2]);

/** Time step `index` of [steps, batch, n]: [batch, n]. */
const stepOf = (ops: EngineOps, x: Tensor, index: number): Tensor =>
  ops.reshape(ops.sliceFirst(x, index, 1), x.shape.slice(1));

const sumOf = (ops: EngineOps, a: Tensor | null, b: Tensor | null): Tensor | null =>
  a && b ? ops.add(a, b) : (a ?? b);

/**
 * A layer that computes a cell at every time step, unrolled, with the backward pass through time written out
 * (Goodfellow et al. 2016, section 10.2.2). The inputs of all steps are multiplied by W in one product; a step is one
 * product with R for all gates, and one walk for all that is computed element by element. Gradients of W, R and biases
 * are one product or sum over all steps.
 */
export const defineRecurrence = (cell: Cell): EngineLayer => {
  function walk(rows: Tensor, direction: Direction, weights: NamedTensors, context: LayerContext) {
    const { ops, batch, values } = context;
    const known = cellOf(context);
    const count = rows.shape[0] / batch;
    const flat = ops.affine(rows, weights.kernel, weights.bias);
    const projected = ops.reshape(flat, [count, batch, flat.shape[1]]);
    const forward = forwardStep(ops, cell, known);
    const steps: TimeStep[] = new Array(count);
    let state = zeroState(ops, cell, [batch, known.units]);
    for (const time of timesOf(direction, count)) {
      const before = state;
      const step = ops.arena.scope(
        () => {
          const product = ops.affine(before.hidden, weights.recurrentKernel, weights.recurrentBias);
          return forward(stepOf(ops, projected, time), product, before);
        },
        ({ state: made, kept }) => existing(made.hidden, made.memory, kept),
      );
      state = step.state;
      steps[time] = step;
    }
    if (values.returns === 'last') return { steps, output: state.hidden };
    const states = ops.joinFirst(steps.map((step) => step.state.hidden));
    return { steps, output: timeFirst(ops, ops.reshape(states, [count, batch, known.units])) };
  }

  function walkBack(
    dy: Tensor,
    rows: Tensor,
    steps: readonly TimeStep[],
    direction: Direction,
    weights: NamedTensors,
    context: LayerContext,
    needsInputs: boolean,
  ): WalkBackward {
    const { ops, batch, values } = context;
    const known = cellOf(context);
    const times = timesOf(direction, steps.length);
    const isLast = values.returns === 'last';
    const arriving = isLast ? null : timeFirst(ops, dy);
    const start = zeroState(ops, cell, [batch, known.units]);
    // Through R; beside it where a reset gate lets the state pass; and from the output where it is all states.
    const arrivals = 1 + (cell.hasReset ? 1 : 0) + (isLast ? 0 : 1);
    const backward = backwardStep(ops, cell, arrivals, known);
    const made = steps.map(() => ({ gradient: dy, projected: dy, product: dy }));
    const befores = steps.map(() => start.hidden);
    let through = isLast ? dy : start.hidden;
    let straight = cell.hasReset ? start.hidden : null;
    let { memory } = start;
    for (let position = times.length - 1; position >= 0; position -= 1) {
      const time = times[position];
      const before = position > 0 ? steps[times[position - 1]].state : start;
      befores[time] = before.hidden;
      const back = ops.arena.scope(
        () => {
          const own = arriving && stepOf(ops, arriving, time);
          const gradients = existing(through, straight, own);
          const step = backward(gradients, memory, steps[time], before);
          const next = ops.matMul(step.product, weights.recurrentKernel, false, true);
          return { ...step, through: next };
        },
        (step) => existing(...Object.values(step)),
      );
      made[time] = back;
      ({ through, straight, memory } = back);
    }
    const join = (pick: (step: (typeof made)[number]) => Tensor) => ops.joinFirst(made.map(pick));
    const projected = join((step) => step.projected);
    const isSummed = made[0].projected === made[0].product;
    const product = isSummed ? projected : join((step) => step.product);
    const gradients: Record<string, Tensor> = {
      kernel: ops.matMul(rows, projected, true, false),
      recurrentKernel: ops.matMul(ops.joinFirst(befores), product, true, false),
    };
    if (weights.bias) gradients.bias = ops.columnSums(projected, projected.shape[1]);
    if (weights.recurrentBias) {
      gradients.recurrentBias = ops.columnSums(product, product.shape[1]);
    }
    return {
      rows: needsInputs ? ops.matMul(projected, weights.kernel, false, true) : null,
      weights: gradients,
      timeSteps: made.map(({ gradient }) => gradient),
    };
  }

  return defineEngineLayer<Saved>({
    kind: cell.kind,
    directions: ({ direction }) => directionsOf(direction as string),
    forward([x], context) {
      const { ops, values, batch } = context;
      const [, count, features] = x.shape;
      const rows = ops.reshape(timeFirst(ops, x), [count * batch, features]);
      const walks = directionsOf(values.direction as string).map((direction, index) =>
        walk(rows, direction, ownWeights(context, index), context),
      );
      const merge = DIRECTION_MERGES[values.merge as string];
      const [first, second] = walks.map(({ output }) => output);
      const output = second ? merge.forward(ops, first, second) : first;
      return { output, saved: { rows, walks } };
    },
    backward(dy, { rows, walks }, context, needsInputs) {
      const { ops, values, batch } = context;
      const [first, second] = walks.map(({ output }) => output);
      const merge = DIRECTION_MERGES[values.merge as string];
      const arriving = second ? merge.backward(ops, dy, first, second) : [dy];
      const backs = directionsOf(values.direction as string).map((direction, index) => {
        const weights = ownWeights(context, index);
        const { steps } = walks[index];
        return walkBack(arriving[index], rows, steps, direction, weights, context, needsInputs);
      });
      const sum = backs.reduce<Tensor | null>((all, back) => sumOf(ops, all, back.rows), null);
      const count = rows.shape[0] / batch;
      return {
        inputs: sum ? [timeFirst(ops, ops.reshape(sum, [count, batch, rows.shape[1]]))] : [],
        weights: Object.fromEntries(
          backs.flatMap((back, index) =>
            Object.entries(back.weights).map(([name, tensor]) => [
              directedName(name, index),
              tensor,
            ]),
          ),
        ),
        timeSteps: backs.map(({ timeSteps }) => timeSteps),
      };
    },
  });
};

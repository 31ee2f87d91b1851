import type { Choice } from '../../../document/schema';
import { type Attributes, integer, type Operations } from '../operations';

/** What a cell's time step computes with; functions write an activation. */
export interface Step {
  /** x·W + b and h·R + c, a block a gate. */
  readonly projected: readonly string[];
  readonly product: readonly string[];
  readonly hidden: string;
  readonly memory: string;
  readonly activation: (x: string) => string;
  readonly gate: (x: string) => string;
}

/** A recurrence: its operator, and its formula for functions that the operator does not know. */
export interface CellSpec {
  readonly kind: string;
  readonly operator: string;
  readonly gates: number;
  /** The operator's order of the gates, by their number in the app; as they are where not given. */
  readonly order?: readonly number[];
  readonly hasRecurrentBias: boolean;
  readonly attributes: Attributes;
  /** In the operator's order. */
  functionsOf(activation: Choice, gate: Choice | undefined): readonly Choice[];
  /** The formula of the catalogue. */
  step(ops: Operations, step: Step): { readonly hidden: string; readonly memory: string };
}

const SIGMOID: Choice = { kind: 'sigmoid', parameters: {} };

/** Source of orders and of the place of the reset gate: onnx/docs/Operators.md, “RNN”, “LSTM” and “GRU”. */
export const CELLS: readonly CellSpec[] = [
  {
    kind: 'simpleRnn',
    operator: 'RNN',
    gates: 1,
    hasRecurrentBias: false,
    attributes: {},
    functionsOf: (activation) => [activation],
    step(ops, { projected, product, memory, activation }) {
      return { hidden: activation(ops.op('Add', [projected[0], product[0]])), memory };
    },
  },
  {
    kind: 'lstm',
    operator: 'LSTM',
    gates: 4,
    // i, f, g, o here and i, o, f, c there.
    order: [0, 3, 1, 2],
    hasRecurrentBias: false,
    attributes: {},
    functionsOf: (activation, gate = SIGMOID) => [gate, activation, activation],
    step(ops, { projected, product, memory, activation, gate }) {
      const sums = projected.map((sum, index) => ops.op('Add', [sum, product[index]]));
      const kept = ops.op('Mul', [gate(sums[1]), memory]);
      const written = ops.op('Mul', [gate(sums[0]), activation(sums[2])]);
      const remembered = ops.op('Add', [kept, written]);
      return {
        hidden: ops.op('Mul', [gate(sums[3]), activation(remembered)]),
        memory: remembered,
      };
    },
  },
  {
    kind: 'gru',
    operator: 'GRU',
    gates: 3,
    hasRecurrentBias: true,
    // The reset gate scales the product, as here.
    attributes: { linear_before_reset: integer(1) },
    functionsOf: (activation, gate = SIGMOID) => [gate, activation],
    step(ops, { projected, product, hidden, memory, activation, gate }) {
      const update = gate(ops.op('Add', [projected[0], product[0]]));
      const reset = gate(ops.op('Add', [projected[1], product[1]]));
      const recalled = ops.op('Mul', [reset, product[2]]);
      const candidate = activation(ops.op('Add', [projected[2], recalled]));
      const change = ops.op('Sub', [hidden, candidate]);
      const moved = ops.op('Mul', [update, change]);
      return { hidden: ops.op('Add', [candidate, moved]), memory };
    },
  },
];

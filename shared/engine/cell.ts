import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import type { Choice } from '../document/schema';
import type { EngineOps, Tensor } from './tensor-ops';

/** What a recurrence hands from time step to time step: [batch, units] each. */
export interface CellState {
  readonly hidden: Tensor;
  /** The memory cₜ of an LSTM; null for cells without. */
  readonly memory: Tensor | null;
}

/** A function of the catalogue inside a cell, with its parameters. */
export interface CellFunction {
  forward(x: Tensor): Tensor;
  /** ∂L/∂x. */
  backward(x: Tensor, y: Tensor, dy: Tensor): Tensor;
}

export interface CellContext {
  readonly ops: EngineOps;
  readonly units: number;
  readonly activation: CellFunction;
  /** Of the gates; the identity for cells without. */
  readonly gate: CellFunction;
}

/** What a time step gives to the one before it, and to the two products that it was made of. */
export interface CellBackward {
  /** ∂L/∂(xₜ·W + b): [batch, gates × units]. */
  readonly projected: Tensor;
  /** ∂L/∂(hₜ₋₁·R + c); the very same tensor where a cell only sums the two. */
  readonly product: Tensor;
  /** What reaches the state before without R; null for nothing. */
  readonly hidden: Tensor | null;
  readonly memory: Tensor | null;
}

/** One time step of a recurrence. `Step` is what it computed: its state, and what the backward pass needs. */
export interface Cell<Step extends CellState = CellState> {
  readonly kind: string;
  readonly hasMemory: boolean;
  /** `projected` is xₜ·W + b and `product` is hₜ₋₁·R + c, for all gates side by side. */
  forward(projected: Tensor, product: Tensor, before: CellState, context: CellContext): Step;
  /** `gradient` is ∂L/∂hₜ with all that comes from later steps, and ∂L/∂cₜ of later steps only. */
  backward(gradient: CellState, step: Step, before: CellState, context: CellContext): CellBackward;
}

/** An activation of the catalogue on tensors. */
export function cellFunction(ops: EngineOps, choice: Choice | undefined): CellFunction {
  const chosen = choice ?? { kind: 'linear', parameters: {} };
  const definition = ACTIVATIONS.get(chosen.kind);
  const values = valuesOfChoice(ACTIVATIONS, chosen) as never;
  return {
    forward: (x) => definition.forward(ops, x, values),
    backward: (x, y, dy) => definition.backward(ops, { x, y, dy }, values),
  };
}

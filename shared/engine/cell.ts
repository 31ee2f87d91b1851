import { ACTIVATIONS } from '../catalogue/activations';
import { valuesOfChoice } from '../catalogue/catalogues';
import type { TensorOps } from '../catalogue/tensor-ops';
import type { Choice } from '../document/schema';

/** What a recurrence hands from time step to time step: [batch, units] each. */
export interface CellState<T> {
  readonly hidden: T;
  /** The memory cₜ of an LSTM; null for cells without. */
  readonly memory: T | null;
}

/** The memory of a cell that has one. */
export function memoryOf<T>({ memory }: CellState<T>): T {
  if (memory === null) throw new Error('a cell without memory was asked for it');
  return memory;
}

/** A function of the catalogue inside a cell, with its parameters. */
export interface CellFunction {
  forward<T>(ops: TensorOps<T>, x: T): T;
  /** ∂L/∂x. */
  backward<T>(ops: TensorOps<T>, known: { readonly x: T; readonly y: T; readonly dy: T }): T;
}

export interface CellFunctions {
  readonly activation: CellFunction;
  /** Of the gates; the identity for cells without. */
  readonly gate: CellFunction;
}

/** What a time step computed: its state, and what its backward pass needs. */
export interface CellStep<T> extends CellState<T> {
  readonly kept: readonly T[];
}

/** What a time step gives to the one before it, and to the two products that it was made of. */
export interface CellBackward<T> {
  /** ∂L/∂(xₜ·W + b), of each gate. */
  readonly projected: readonly T[];
  /** ∂L/∂(hₜ₋₁·R + c); null where a cell only sums the two, so that it is the same. */
  readonly product: readonly T[] | null;
  /** What reaches the state before without R; null for nothing. */
  readonly hidden: T | null;
  readonly memory: T | null;
}

/**
 * One time step of a recurrence, element by element: everything but the products. Written over `TensorOps`, so that it
 * becomes one walk over its tensors where the backend has walks, and kernels elsewhere.
 */
export interface Cell {
  readonly kind: string;
  /** Blocks of W and R, side by side. */
  readonly gates: number;
  /** How many tensors of a step its backward pass needs beside the state. */
  readonly kept: number;
  readonly hasMemory: boolean;
  /** ∂L/∂(hₜ₋₁·R + c) is another than ∂L/∂(xₜ·W + b), and the state reaches the next one without R too. */
  readonly hasReset: boolean;
  /** `projected` is xₜ·W + b and `product` is hₜ₋₁·R + c, of each gate. */
  forward<T>(
    ops: TensorOps<T>,
    known: {
      readonly projected: readonly T[];
      readonly product: readonly T[];
      readonly before: CellState<T>;
    },
    functions: CellFunctions,
  ): CellStep<T>;
  /** `gradient` is ∂L/∂hₜ with all that comes from later steps, and ∂L/∂cₜ of later steps only. */
  backward<T>(
    ops: TensorOps<T>,
    known: {
      readonly gradient: CellState<T>;
      readonly step: CellStep<T>;
      readonly before: CellState<T>;
    },
    functions: CellFunctions,
  ): CellBackward<T>;
}

/** An activation of the catalogue. */
export function cellFunction(choice: Choice | undefined): CellFunction {
  const chosen = choice ?? { kind: 'linear', parameters: {} };
  const definition = ACTIVATIONS.get(chosen.kind);
  const values = valuesOfChoice(ACTIVATIONS, chosen) as never;
  return {
    forward: (ops, x) => definition.forward(ops, x, values),
    backward: (ops, known) => definition.backward(ops, known, values),
  };
}

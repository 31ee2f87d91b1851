import type { Cell, CellFunctions, CellState } from './cell';
import type { EngineOps, Tensor } from './tensor-ops';

/** A time step as tensors: the state it ended in, and what its backward pass needs, side by side. */
export interface TimeStep {
  readonly state: CellState<Tensor>;
  readonly kept: Tensor;
}

export interface TimeStepBackward {
  /** ∂L/∂hₜ with all that comes from later steps. */
  readonly gradient: Tensor;
  /** ∂L/∂(xₜ·W + b) and ∂L/∂(hₜ₋₁·R + c); the very same tensor where a cell only sums the two. */
  readonly projected: Tensor;
  readonly product: Tensor;
  /** What reaches the state before without R. */
  readonly straight: Tensor | null;
  readonly memory: Tensor | null;
}

interface Known {
  readonly units: number;
  readonly functions: CellFunctions;
}

const existing = <T>(...tensors: readonly (T | null)[]): T[] =>
  tensors.filter((tensor) => tensor !== null);

/** Takes blocks from the front, in the order in which they were handed over. */
const takenFrom = <T>(blocks: readonly T[]) => {
  let next = 0;
  return {
    one(): T {
      next += 1;
      return blocks[next - 1];
    },
    some(count: number): readonly T[] {
      next += count;
      return blocks.slice(next - count, next);
    },
  };
};

const ones = (count: number): number[] => new Array<number>(count).fill(1);

/** A cell's time step, made ready for all of a sequence: from xₜ·W + b, hₜ₋₁·R + c and the state before. */
export function forwardStep(ops: EngineOps, cell: Cell, { units, functions }: Known) {
  const { gates, kept, hasMemory } = cell;
  const states = hasMemory ? 2 : 1;
  const walk = ops.blockwise({
    width: units,
    inputs: [gates, gates, ...ones(states)],
    results: [...ones(states), kept],
    formula(any, blocks) {
      const take = takenFrom(blocks);
      const [projected, product] = [take.some(gates), take.some(gates)];
      const before = { hidden: take.one(), memory: hasMemory ? take.one() : null };
      const made = cell.forward(any, { projected, product, before }, functions);
      return [...existing(made.hidden, made.memory), ...made.kept];
    },
  });
  return (projected: Tensor, product: Tensor, before: CellState<Tensor>): TimeStep => {
    const made = walk([projected, product, ...existing(before.hidden, before.memory)]);
    const memory = hasMemory ? made[1] : null;
    return { state: { hidden: made[0], memory }, kept: made[states] };
  };
}

/** The way back through a cell's time step. `arrivals` are the parts of ∂L/∂hₜ, equally many at every step. */
export function backwardStep(
  ops: EngineOps,
  cell: Cell,
  arrivals: number,
  { units, functions }: Known,
) {
  const { gates, kept, hasMemory, hasReset } = cell;
  const states = hasMemory ? 2 : 1;
  const walk = ops.blockwise({
    width: units,
    inputs: [...ones(arrivals), ...ones(hasMemory ? 1 : 0), ...ones(2 * states), kept],
    results: [1, gates, ...(hasReset ? [gates, 1] : []), ...ones(hasMemory ? 1 : 0)],
    formula(any, blocks) {
      const take = takenFrom(blocks);
      const hidden = take.some(arrivals).reduce((sum, part) => any.add(sum, part));
      const gradient = { hidden, memory: hasMemory ? take.one() : null };
      const state = { hidden: take.one(), memory: hasMemory ? take.one() : null };
      const before = { hidden: take.one(), memory: hasMemory ? take.one() : null };
      const step = { ...state, kept: take.some(kept) };
      const made = cell.backward(any, { gradient, step, before }, functions);
      const { projected, product } = made;
      return [hidden, ...projected, ...(product ?? []), ...existing(made.hidden, made.memory)];
    },
  });
  return (
    gradients: readonly Tensor[],
    memoryGradient: Tensor | null,
    { state, kept: own }: TimeStep,
    before: CellState<Tensor>,
  ): TimeStepBackward => {
    const made = walk([
      ...gradients,
      ...existing(memoryGradient, state.hidden, state.memory, before.hidden, before.memory),
      own,
    ]);
    return {
      gradient: made[0],
      projected: made[1],
      product: hasReset ? made[2] : made[1],
      straight: hasReset ? made[3] : null,
      memory: hasMemory ? made[made.length - 1] : null,
    };
  };
}

import type { CellState } from '../cell';
import { defineRecurrence } from '../recurrence';
import type { Tensor } from '../tensor-ops';

interface Step extends CellState {
  readonly sum: Tensor;
}

/** hₜ = f(xₜ·W + b + hₜ₋₁·R). */
export const simpleRnn = defineRecurrence<Step>({
  kind: 'simpleRnn',
  hasMemory: false,
  forward(projected, product, _before, { ops, activation }) {
    const sum = ops.add(projected, product);
    return { sum, hidden: activation.forward(sum), memory: null };
  },
  backward(gradient, { sum, hidden }, _before, { activation }) {
    const inner = activation.backward(sum, hidden, gradient.hidden);
    return { projected: inner, product: inner, hidden: null, memory: null };
  },
});

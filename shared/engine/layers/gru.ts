import type { CellState } from '../cell';
import { defineRecurrence } from '../recurrence';
import type { Tensor } from '../tensor-ops';

interface Step extends CellState {
  readonly updateSum: Tensor;
  readonly resetSum: Tensor;
  readonly candidateSum: Tensor;
  readonly update: Tensor;
  readonly reset: Tensor;
  readonly candidate: Tensor;
  /** hₜ₋₁·R + c of the candidate, which the reset gate scales after the product. */
  readonly recalled: Tensor;
}

/** hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁; the order of Keras: z, r, n. */
export const gru = defineRecurrence<Step>({
  kind: 'gru',
  hasMemory: false,
  forward(projected, product, before, { ops, units, activation, gate }) {
    const widths = [units, units, units];
    const [updateInput, resetInput, candidateInput] = ops.splitLast(projected, widths);
    const [updatePast, resetPast, recalled] = ops.splitLast(product, widths);
    const updateSum = ops.add(updateInput, updatePast);
    const resetSum = ops.add(resetInput, resetPast);
    const update = gate.forward(updateSum);
    const reset = gate.forward(resetSum);
    const candidateSum = ops.add(candidateInput, ops.multiply(reset, recalled));
    const candidate = activation.forward(candidateSum);
    const change = ops.subtract(before.hidden, candidate);
    const hidden = ops.add(candidate, ops.multiply(update, change));
    const sums = { updateSum, resetSum, candidateSum };
    return { ...sums, update, reset, candidate, recalled, hidden, memory: null };
  },
  backward(gradient, step, before, { ops, activation, gate }) {
    const { update, reset, candidate, recalled } = step;
    const straight = ops.multiply(gradient.hidden, update);
    const change = ops.subtract(before.hidden, candidate);
    const dUpdate = ops.multiply(gradient.hidden, change);
    const dCandidate = ops.subtract(gradient.hidden, straight);
    const candidateSum = activation.backward(step.candidateSum, candidate, dCandidate);
    const updateSum = gate.backward(step.updateSum, update, dUpdate);
    const dReset = ops.multiply(candidateSum, recalled);
    const resetSum = gate.backward(step.resetSum, reset, dReset);
    return {
      projected: ops.joinLast([updateSum, resetSum, candidateSum]),
      product: ops.joinLast([updateSum, resetSum, ops.multiply(candidateSum, reset)]),
      hidden: straight,
      memory: null,
    };
  },
});

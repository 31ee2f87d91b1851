import { defineRecurrence } from '../recurrence';

/** hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁; the order of Keras: z, r, n. */
export const gru = defineRecurrence({
  kind: 'gru',
  gates: 3,
  kept: 7,
  hasMemory: false,
  hasReset: true,
  forward(ops, { projected, product, before }, { activation, gate }) {
    const [updateInput, resetInput, candidateInput] = projected;
    // The reset gate scales hₜ₋₁·R + c of the candidate after the product.
    const [updatePast, resetPast, recalled] = product;
    const updateSum = ops.add(updateInput, updatePast);
    const resetSum = ops.add(resetInput, resetPast);
    const update = gate.forward(ops, updateSum);
    const reset = gate.forward(ops, resetSum);
    const candidateSum = ops.add(candidateInput, ops.multiply(reset, recalled));
    const candidate = activation.forward(ops, candidateSum);
    const change = ops.subtract(before.hidden, candidate);
    const hidden = ops.add(candidate, ops.multiply(update, change));
    const kept = [updateSum, resetSum, candidateSum, update, reset, candidate, recalled];
    return { hidden, memory: null, kept };
  },
  backward(ops, { gradient, step, before }, { activation, gate }) {
    const [updateSum, resetSum, candidateSum, update, reset, candidate, recalled] = step.kept;
    const straight = ops.multiply(gradient.hidden, update);
    const change = ops.subtract(before.hidden, candidate);
    const dUpdate = ops.multiply(gradient.hidden, change);
    const dCandidate = ops.subtract(gradient.hidden, straight);
    const inner = activation.backward(ops, { x: candidateSum, y: candidate, dy: dCandidate });
    const updates = gate.backward(ops, { x: updateSum, y: update, dy: dUpdate });
    const dReset = ops.multiply(inner, recalled);
    const resets = gate.backward(ops, { x: resetSum, y: reset, dy: dReset });
    return {
      projected: [updates, resets, inner],
      product: [updates, resets, ops.multiply(inner, reset)],
      hidden: straight,
      memory: null,
    };
  },
});

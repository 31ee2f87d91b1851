import type { CellState } from '../cell';
import { defineRecurrence } from '../recurrence';
import type { Tensor } from '../tensor-ops';

interface Step extends CellState {
  readonly memory: Tensor;
  /** f(cₜ), which the output gate lets through. */
  readonly shown: Tensor;
  /** Sums before the activations, and gates after them. */
  readonly inputSum: Tensor;
  readonly forgetSum: Tensor;
  readonly candidateSum: Tensor;
  readonly outputSum: Tensor;
  readonly input: Tensor;
  readonly forget: Tensor;
  readonly candidate: Tensor;
  readonly output: Tensor;
}

/** cₜ = f ⊙ cₜ₋₁ + i ⊙ g, hₜ = o ⊙ f(cₜ); the order of PyTorch and Keras: i, f, g, o. */
export const lstm = defineRecurrence<Step>({
  kind: 'lstm',
  hasMemory: true,
  forward(projected, product, before, { ops, units, activation, gate }) {
    const sums = ops.splitLast(ops.add(projected, product), [units, units, units, units]);
    const [inputSum, forgetSum, candidateSum, outputSum] = sums;
    const input = gate.forward(inputSum);
    const forget = gate.forward(forgetSum);
    const candidate = activation.forward(candidateSum);
    const output = gate.forward(outputSum);
    const kept = ops.multiply(forget, before.memory as Tensor);
    const memory = ops.add(kept, ops.multiply(input, candidate));
    const shown = activation.forward(memory);
    return {
      ...{ inputSum, forgetSum, candidateSum, outputSum, input, forget, candidate, output },
      ...{ memory, shown, hidden: ops.multiply(output, shown) },
    };
  },
  backward(gradient, step, before, { ops, activation, gate }) {
    const { input, forget, candidate, output, memory, shown } = step;
    const dShown = ops.multiply(gradient.hidden, output);
    const ownMemory = activation.backward(memory, shown, dShown);
    const dMemory = ops.add(ownMemory, gradient.memory as Tensor);
    const dInput = ops.multiply(dMemory, candidate);
    const dForget = ops.multiply(dMemory, before.memory as Tensor);
    const dCandidate = ops.multiply(dMemory, input);
    const dOutput = ops.multiply(gradient.hidden, shown);
    const sums = ops.joinLast([
      gate.backward(step.inputSum, input, dInput),
      gate.backward(step.forgetSum, forget, dForget),
      activation.backward(step.candidateSum, candidate, dCandidate),
      gate.backward(step.outputSum, output, dOutput),
    ]);
    const past = ops.multiply(dMemory, forget);
    return { projected: sums, product: sums, hidden: null, memory: past };
  },
});

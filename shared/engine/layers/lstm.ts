import { memoryOf } from '../cell';
import { defineRecurrence } from '../recurrence';

/** cₜ = f ⊙ cₜ₋₁ + i ⊙ g, hₜ = o ⊙ f(cₜ); the order of PyTorch and Keras: i, f, g, o. */
export const lstm = defineRecurrence({
  kind: 'lstm',
  gates: 4,
  kept: 9,
  hasMemory: true,
  hasReset: false,
  forward(ops, { projected, product, before }, { activation, gate }) {
    const sums = projected.map((sum, index) => ops.add(sum, product[index]));
    const [inputSum, forgetSum, candidateSum, outputSum] = sums;
    const input = gate.forward(ops, inputSum);
    const forget = gate.forward(ops, forgetSum);
    const candidate = activation.forward(ops, candidateSum);
    const output = gate.forward(ops, outputSum);
    const remembered = ops.multiply(forget, memoryOf(before));
    const memory = ops.add(remembered, ops.multiply(input, candidate));
    // What the output gate lets through.
    const shown = activation.forward(ops, memory);
    const kept = [...sums, input, forget, candidate, output, shown];
    return { hidden: ops.multiply(output, shown), memory, kept };
  },
  backward(ops, { gradient, step, before }, { activation, gate }) {
    const [inputSum, forgetSum, candidateSum, outputSum, ...gates] = step.kept;
    const [input, forget, candidate, output, shown] = gates;
    const dShown = ops.multiply(gradient.hidden, output);
    const ownMemory = activation.backward(ops, { x: memoryOf(step), y: shown, dy: dShown });
    const dMemory = ops.add(ownMemory, memoryOf(gradient));
    const dInput = ops.multiply(dMemory, candidate);
    const dForget = ops.multiply(dMemory, memoryOf(before));
    const dCandidate = ops.multiply(dMemory, input);
    const dOutput = ops.multiply(gradient.hidden, shown);
    return {
      projected: [
        gate.backward(ops, { x: inputSum, y: input, dy: dInput }),
        gate.backward(ops, { x: forgetSum, y: forget, dy: dForget }),
        activation.backward(ops, { x: candidateSum, y: candidate, dy: dCandidate }),
        gate.backward(ops, { x: outputSum, y: output, dy: dOutput }),
      ],
      product: null,
      hidden: null,
      memory: ops.multiply(dMemory, forget),
    };
  },
});

import { defineRecurrence } from '../recurrence';

/** hₜ = f(xₜ·W + b + hₜ₋₁·R). */
export const simpleRnn = defineRecurrence({
  kind: 'simpleRnn',
  gates: 1,
  kept: 1,
  hasMemory: false,
  hasReset: false,
  forward(ops, { projected, product }, { activation }) {
    const sum = ops.add(projected[0], product[0]);
    return { hidden: activation.forward(ops, sum), memory: null, kept: [sum] };
  },
  backward(ops, { gradient, step }, { activation }) {
    const known = { x: step.kept[0], y: step.hidden, dy: gradient.hidden };
    const inner = activation.backward(ops, known);
    return { projected: [inner], product: null, hidden: null, memory: null };
  },
});

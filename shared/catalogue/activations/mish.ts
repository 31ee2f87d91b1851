import { defineActivation } from '../activation';
import type { TensorOps } from '../tensor-ops';

/** tanh(ln(1 + eˣ)), with max(x, 0) + ln(1 + e^−|x|) for the softplus: e^x alone overflows. */
function gateOf<T>(ops: TensorOps<T>, x: T): T {
  const softplus = ops.add(ops.relu(x), ops.log1p(ops.exp(ops.negate(ops.abs(x)))));
  return ops.tanh(softplus);
}

export const mish = defineActivation({
  kind: 'mish',
  label: { en: 'Mish', zh: 'Mish' },
  summary: {
    en: 'Its input times tanh of the softplus of it: a smooth ReLU with a small dip below 0, as Swish.',
    zh: '输入乘以其 softplus 的 tanh：与 Swish 类似的平滑 ReLU，在 0 以下略有凹陷。',
  },
  formula: 'f(x) = x·tanh(ln(1 + eˣ))',
  source: 'Misra (2020), Mish: A Self Regularized Non-Monotonic Activation Function, section 3',
  parameters: {},
  range: [-0.308843413018, Infinity],
  // Where |f′| stays under 5 % of its largest value 1.0885 (at x = 1.4906); found by bisection.
  saturation: () => ({ below: -3.98125, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.multiply(x, gateOf(ops, x)),
  backward(ops, { x, dy }) {
    const gate = gateOf(ops, x);
    // tanh + x·σ·(1 − tanh²)
    const flank = ops.multiply(x, ops.sigmoid(x));
    const slope = ops.add(gate, ops.subtract(flank, ops.multiply(flank, ops.square(gate))));
    return ops.multiply(dy, slope);
  },
});

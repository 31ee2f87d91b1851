import { defineActivation } from '../activation';

export const swish = defineActivation({
  kind: 'swish',
  label: { en: 'Swish (SiLU)', zh: 'Swish（SiLU）' },
  summary: {
    en: 'Its input times the sigmoid of it: a smooth ReLU with a small dip below 0.',
    zh: '输入乘以自身的 sigmoid：平滑的 ReLU，在 0 以下略有凹陷。',
  },
  formula: 'f(x) = x·σ(x)',
  source: 'Ramachandran, Zoph, Le (2017), Searching for Activation Functions, section 3 (β = 1)',
  parameters: {},
  range: [-0.27846454276, Infinity],
  // Where |f′| stays under 5 % of its largest value 1.09984 (at x = 2.3994); found by bisection.
  saturation: () => ({ below: -3.9299, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.multiply(x, ops.sigmoid(x)),
  backward(ops, { x, y, dy }) {
    // σ + xσ(1 − σ) = f + σ(1 − f), from the output that is known already.
    const gate = ops.sigmoid(x);
    const slope = ops.add(y, ops.subtract(gate, ops.multiply(gate, y)));
    return ops.multiply(dy, slope);
  },
});

import { defineActivation } from '../activation';

export const softplus = defineActivation({
  kind: 'softplus',
  label: { en: 'Softplus', zh: 'Softplus' },
  summary: {
    en: 'A smooth ReLU that is always positive; for outputs that must be, such as a deviation.',
    zh: '恒为正的平滑 ReLU；适合必须为正的输出，例如标准差。',
  },
  formula: 'f(x) = ln(1 + eˣ)',
  source: 'Dugas et al. (2001), Incorporating Second-Order Functional Knowledge, section 3',
  parameters: {},
  range: [0, Infinity],
  // Its slope is σ(x), which is under 5 % of 1 below ln(0.05 ÷ 0.95).
  saturation: () => ({ below: Math.log(0.05 / 0.95), above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward(ops, x) {
    // max(x, 0) + ln(1 + e^−|x|): e^x alone overflows from x = 89 on in 32-bit floats.
    return ops.add(ops.relu(x), ops.log1p(ops.exp(ops.negate(ops.abs(x)))));
  },
  backward(ops, { x, dy }) {
    return ops.multiply(dy, ops.sigmoid(x));
  },
});

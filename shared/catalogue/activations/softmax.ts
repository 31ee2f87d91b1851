import { defineActivation } from '../activation';

export const softmax = defineActivation({
  kind: 'softmax',
  label: { en: 'Softmax', zh: 'Softmax' },
  summary: {
    en: 'Turns the units of a layer into probabilities that sum to 1; only at the end, and not before a loss that takes logits.',
    zh: '将一层的各单元变为总和为 1 的概率；只用于最后一层，且不能再接收 logits 的损失函数。',
  },
  formula: 'f(x)ᵢ = e^xᵢ ÷ Σⱼ e^xⱼ',
  source:
    'Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs',
  parameters: {},
  range: [0, 1],
  saturation: () => ({ below: null, above: null }),
  canDie: false,
  elementwise: false,
  recommendedInitializer: 'glorotNormal',
  forward(ops, x) {
    // The largest is taken off first: e^x alone overflows, and the quotient does not change.
    const exponentials = ops.exp(ops.subtract(x, ops.maxLast(x)));
    return ops.divide(exponentials, ops.sumLast(exponentials));
  },
  backward(ops, { y, dy }) {
    const weighted = ops.multiply(dy, y);
    return ops.subtract(weighted, ops.multiply(y, ops.sumLast(weighted)));
  },
});

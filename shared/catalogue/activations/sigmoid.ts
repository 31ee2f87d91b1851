import { defineActivation } from '../activation';

/** σ′ = σ(1 − σ) is under 5 % of its largest value 1/4 where σ < (1 − √0.95) ÷ 2. */
export const SIGMOID_SATURATION = Math.log((1 + Math.sqrt(0.95)) / (1 - Math.sqrt(0.95)));

export const sigmoid = defineActivation({
  kind: 'sigmoid',
  label: { en: 'Sigmoid', zh: 'Sigmoid' },
  summary: {
    en: 'Squeezes to 0 … 1. Its slope is at most ¼, so gradients shrink at least fourfold a layer.',
    zh: '压缩到 0 … 1。斜率最大为 ¼，因此梯度每过一层至少缩小为四分之一。',
  },
  formula: 'f(x) = 1 ÷ (1 + e⁻ˣ)',
  source: 'Rumelhart, Hinton, Williams (1986), Learning representations, equation 2',
  parameters: {},
  range: [0, 1],
  saturation: () => ({ below: -SIGMOID_SATURATION, above: SIGMOID_SATURATION }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  forward: (ops, x) => ops.sigmoid(x),
  backward(ops, { y, dy }) {
    return ops.multiply(dy, ops.subtract(y, ops.square(y)));
  },
});

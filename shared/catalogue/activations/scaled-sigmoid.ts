import { defineActivation } from '../activation';
import { SIGMOID_SATURATION } from './sigmoid';

export const scaledSigmoid = defineActivation({
  kind: 'scaledSigmoid',
  label: { en: '4·sigmoid(x) − 2', zh: '4·sigmoid(x) − 2' },
  summary: {
    en: 'A sigmoid stretched to −2 … 2 around 0 with slope 1 there, so that Xavier initialization suits it.',
    zh: '拉伸到 −2 … 2 的 sigmoid，以 0 为中心、斜率为 1，因此适合 Xavier 初始化。',
  },
  formula: 'f(x) = 4 ÷ (1 + e⁻ˣ) − 2',
  source:
    'Zhang et al., Dive into Deep Learning, section 4.8 (3.15 in the first edition); cf. Glorot & Bengio (2010), section 4.2',
  parameters: {},
  range: [-2, 2],
  saturation: () => ({ below: -SIGMOID_SATURATION, above: SIGMOID_SATURATION }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  // 4σ(x) − 2 is 2·tanh(x ÷ 2), which keeps the digits of numbers near 0, where a difference would lose them.
  forward: (ops, x) => ops.multiply(ops.tanh(ops.multiply(x, 0.5)), 2),
  backward(ops, { y, dy }) {
    // f′ = 4σ(1 − σ) with σ = (f + 2) ÷ 4, which is 1 − f² ÷ 4.
    return ops.subtract(dy, ops.multiply(dy, ops.multiply(ops.square(y), 0.25)));
  },
});

import { defineActivation } from '../activation';

/** tanh′ = 1 − tanh² is under 5 % of its largest value 1 where |tanh| > √0.95. */
const TANH_SATURATION = Math.atanh(Math.sqrt(0.95));

export const tanh = defineActivation({
  kind: 'tanh',
  label: { en: 'Tanh', zh: 'Tanh' },
  summary: {
    en: 'Squeezes to −1 … 1 around 0 with slope 1 there; saturates on both sides.',
    zh: '压缩到 −1 … 1，以 0 为中心，在 0 处斜率为 1；两侧饱和。',
  },
  formula: 'f(x) = (eˣ − e⁻ˣ) ÷ (eˣ + e⁻ˣ)',
  source: 'LeCun et al. (1998), Efficient BackProp, section 4.4',
  parameters: {},
  range: [-1, 1],
  saturation: () => ({ below: -TANH_SATURATION, above: TANH_SATURATION }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  forward: (ops, x) => ops.tanh(x),
  backward(ops, { y, dy }) {
    return ops.subtract(dy, ops.multiply(dy, ops.square(y)));
  },
});

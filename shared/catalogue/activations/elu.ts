import { defineActivation } from '../activation';
import { exponentialUnit, exponentialUnitSlope } from './exponential-unit';

export const elu = defineActivation({
  kind: 'elu',
  label: { en: 'ELU', zh: 'ELU' },
  summary: {
    en: 'Like ReLU above 0, a smooth curve to −α below: mean activations closer to 0.',
    zh: '0 以上与 ReLU 相同，0 以下平滑趋近 −α：激活的均值更接近 0。',
  },
  formula: {
    en: 'f(x) = x where x > 0, else α(eˣ − 1)',
    zh: 'x > 0 时 f(x) = x，否则 f(x) = α(eˣ − 1)',
  },
  source: 'Clevert, Unterthiner, Hochreiter (2016), Exponential Linear Units, equation 15',
  parameters: {
    alpha: {
      type: 'number',
      label: { en: 'Alpha α', zh: 'α（alpha）' },
      help: { en: 'The curve runs to −α far below 0.', zh: '远低于 0 时曲线趋近 −α。' },
      default: 1,
      minimum: 0.01,
      maximum: 10,
    },
  },
  range: [-10, Infinity],
  saturation: ({ alpha }) => ({
    below: Math.min(0, Math.log((0.05 * Math.max(1, alpha)) / alpha)),
    above: null,
  }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x, { alpha }) => exponentialUnit(ops, x, alpha),
  backward(ops, { x, dy }, { alpha }) {
    return ops.multiply(dy, exponentialUnitSlope(ops, x, alpha));
  },
});

import { defineActivation } from '../activation';
import { exponentialUnit, exponentialUnitSlope } from './exponential-unit';

const ALPHA = 1.6732632423543772;
const LAMBDA = 1.0507009873554805;

export const selu = defineActivation({
  kind: 'selu',
  label: { en: 'SELU', zh: 'SELU' },
  summary: {
    en: 'An ELU scaled so that activations drift to mean 0 and variance 1 by themselves; wants LeCun normal weights.',
    zh: '经过缩放的 ELU，使激活自动趋向均值 0、方差 1；需配合 LeCun 正态初始化。',
  },
  formula: {
    en: 'f(x) = λx where x > 0, else λα(eˣ − 1); λ = 1.0507, α = 1.6733',
    zh: 'x > 0 时 f(x) = λx，否则 f(x) = λα(eˣ − 1)；λ = 1.0507，α = 1.6733',
  },
  source: 'Klambauer et al. (2017), Self-Normalizing Neural Networks, equations 2 and 14',
  parameters: {},
  range: [-LAMBDA * ALPHA, Infinity],
  // The largest slope is λα, just below 0.
  saturation: () => ({ below: Math.log(0.05), above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'lecunNormal',
  forward: (ops, x) => ops.multiply(exponentialUnit(ops, x, ALPHA), LAMBDA),
  backward(ops, { x, dy }) {
    return ops.multiply(dy, ops.multiply(exponentialUnitSlope(ops, x, ALPHA), LAMBDA));
  },
});

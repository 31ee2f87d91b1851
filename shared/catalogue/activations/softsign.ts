import { defineActivation } from '../activation';

/** f′ = 1 ÷ (1 + |x|)² is under 5 % of its largest value 1 where 1 + |x| > √20. */
const SOFTSIGN_SATURATION = Math.sqrt(20) - 1;

export const softsign = defineActivation({
  kind: 'softsign',
  label: { en: 'Softsign', zh: 'Softsign' },
  summary: {
    en: 'Like tanh, but nears ±1 slowly: its gradient falls with the square of the input and not exponentially.',
    zh: '与 tanh 相似，但缓慢趋近 ±1：梯度随输入的平方衰减，而不是指数衰减。',
  },
  formula: 'f(x) = x ÷ (1 + |x|)',
  source:
    'Bergstra et al. (2009), Quadratic Polynomials Learn Better Image Features; Glorot & Bengio (2010), section 3',
  parameters: {},
  range: [-1, 1],
  saturation: () => ({ below: -SOFTSIGN_SATURATION, above: SOFTSIGN_SATURATION }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  forward: (ops, x) => ops.divide(x, ops.add(ops.abs(x), 1)),
  backward: (ops, { x, dy }) => ops.divide(dy, ops.square(ops.add(ops.abs(x), 1))),
});

import { defineActivation } from '../activation';

export const hardTanh = defineActivation({
  kind: 'hardTanh',
  label: { en: 'Hard tanh', zh: '硬 tanh' },
  summary: {
    en: 'The identity cut off at −1 and 1: keeps small signals as they are, and passes no gradient beyond.',
    zh: '在 −1 与 1 处截断的恒等函数：小信号原样通过，截断之外没有梯度。',
  },
  formula: 'f(x) = min(max(x, −1), 1)',
  source: 'Collobert (2004), Large Scale Machine Learning, section 2.4.2',
  parameters: {},
  range: [-1, 1],
  saturation: () => ({ below: -1, above: 1 }),
  kinks: [-1, 1],
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  forward: (ops, x) => ops.minimum(ops.maximum(x, -1), 1),
  backward(ops, { x, dy }) {
    const within = ops.multiply(ops.greater(x, -1), ops.greater(ops.negate(x), -1));
    return ops.multiply(dy, within);
  },
});

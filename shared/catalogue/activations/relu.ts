import { defineActivation } from '../activation';

export const relu = defineActivation({
  kind: 'relu',
  label: { en: 'ReLU', zh: 'ReLU' },
  summary: {
    en: 'Cuts off below 0. Fast and does not saturate above; a unit that is below 0 for all data is dead.',
    zh: '截断 0 以下的部分。计算快且正侧不饱和；对所有数据都低于 0 的单元即为死亡单元。',
  },
  formula: 'f(x) = max(x, 0)',
  source: 'Nair & Hinton (2010), Rectified Linear Units; Glorot, Bordes, Bengio (2011), section 3',
  parameters: {},
  range: [0, Infinity],
  saturation: () => ({ below: 0, above: null }),
  canDie: true,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.relu(x),
  backward(ops, { x, dy }) {
    return ops.multiply(dy, ops.greater(x, 0));
  },
});

import { defineActivation } from '../activation';

export const linear = defineActivation({
  kind: 'linear',
  label: { en: 'Linear', zh: '线性' },
  summary: {
    en: 'Passes its input through. Right before a loss that takes logits or any number.',
    zh: '原样输出。适合放在接收 logits 或任意数值的损失函数之前。',
  },
  formula: 'f(x) = x',
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 6.2.2.1',
  parameters: {},
  range: [-Infinity, Infinity],
  saturation: () => ({ below: null, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'lecunNormal',
  forward: (_ops, x) => x,
  backward: (_ops, { dy }) => dy,
});

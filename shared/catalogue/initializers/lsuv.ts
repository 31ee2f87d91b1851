import { defineInitializer } from '../initializer';
import { drawOrthogonal, orthogonalVariance } from './orthogonal';

export const lsuv = defineInitializer({
  kind: 'lsuv',
  label: { en: 'LSUV (from data)', zh: 'LSUV（由数据确定）' },
  summary: {
    en: 'Orthogonal, then scaled layer by layer until a batch of real samples leaves each layer with variance 1.',
    zh: '先正交初始化，再用一批真实样本逐层缩放，使每层输出的方差为 1。',
  },
  formula: {
    en: 'W ← W ÷ √Var(x·W + b), repeated until |Var − 1| ≤ tolerance; layer by layer from the input',
    zh: 'W ← W ÷ √Var(x·W + b)，重复到 |Var − 1| ≤ 容差；从输入开始逐层进行',
  },
  gainRule: {
    en: 'Found from data: whatever gives the layer’s pre-activations variance 1.',
    zh: '由数据求得：使该层预激活值的方差为 1 的倍数。',
  },
  source: 'Mishkin & Matas (2016), All You Need Is a Good Init, algorithm 1',
  parameters: {
    tolerance: {
      type: 'number',
      label: { en: 'Tolerance', zh: '容差' },
      help: {
        en: 'How far the variance may stay from 1; at most 10 rounds a layer.',
        zh: '方差与 1 的允许偏差；每层至多 10 轮。',
      },
      default: 0.01,
      minimum: 1e-4,
      maximum: 1,
      scale: 'log',
    },
  },
  fromData: true,
  moments: (fans) => ({ mean: 0, variance: orthogonalVariance(fans, 1) }),
  draw: (shape, _fans, random) => drawOrthogonal(shape, 1, random),
});

import { defineInitializer } from '../initializer';
import { drawNormal } from './common';

export const normal = defineInitializer({
  kind: 'normal',
  label: { en: 'Normal', zh: '正态分布' },
  summary: {
    en: 'Normal numbers of a deviation that you choose; ignores the size of the layer.',
    zh: '标准差由你指定的正态分布；不考虑层的大小。',
  },
  formula: 'w ~ N(0, σ²)',
  gainRule: {
    en: 'none; σ is yours, whatever the size of the layer.',
    zh: '无；σ 由你指定，与层的大小无关。',
  },
  source: 'Krizhevsky, Sutskever, Hinton (2012), ImageNet Classification, section 5 (σ = 0.01)',
  parameters: {
    deviation: {
      type: 'number',
      label: { en: 'Deviation σ', zh: '标准差 σ' },
      help: {
        en: 'Standard deviation σ of the weights. Signals keep their size at σ = √(1 ÷ fan in) for linear layers.',
        zh: '权重的标准差 σ。对线性层，σ = √(1 ÷ 输入数) 时信号大小保持不变。',
      },
      default: 0.01,
      minimum: 0,
      maximum: 1000,
    },
  },
  moments: (_fans, { deviation }) => ({ mean: 0, variance: deviation ** 2 }),
  draw: (shape, _fans, random, { deviation }) => drawNormal(shape, deviation, random),
});

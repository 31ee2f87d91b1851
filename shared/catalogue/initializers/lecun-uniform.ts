import { defineInitializer } from '../initializer';
import { drawUniform, lecunVariance, limitFor } from './common';

export const lecunUniform = defineInitializer({
  kind: 'lecunUniform',
  label: { en: 'LeCun uniform', zh: 'LeCun 均匀分布' },
  summary: {
    en: 'The variance of LeCun normal, with uniform numbers: keeps the variance of linear layers on the way forward.',
    zh: '与 LeCun 正态分布相同的方差，改用均匀分布：使线性层的前向方差保持不变。',
  },
  formula: { en: 'w ~ U(−a, a), a = √(3 ÷ fan in)', zh: 'w ~ U(−a, a)，a = √(3 ÷ 扇入)' },
  gainRule: {
    en: '1, right for linear layers and SELU.',
    zh: '1，适合线性层与 SELU。',
  },
  source: 'LeCun et al. (1998), Efficient BackProp, equation 16',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: lecunVariance(fans) }),
  draw: (shape, fans, random) => drawUniform(shape, limitFor(lecunVariance(fans)), random),
});

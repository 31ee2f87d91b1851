import { defineInitializer } from '../initializer';
import { drawNormal, lecunVariance } from './common';

export const lecunNormal = defineInitializer({
  kind: 'lecunNormal',
  label: { en: 'LeCun normal', zh: 'LeCun 正态分布' },
  summary: {
    en: 'Keeps the variance of linear layers on the way forward; what SELU needs to normalize itself.',
    zh: '使线性层的前向方差保持不变；SELU 的自规范化需要它。',
  },
  formula: { en: 'w ~ N(0, 1 ÷ fan in)', zh: 'w ~ N(0, 1 ÷ 扇入)' },
  gainRule: {
    en: '1, right for linear layers and SELU.',
    zh: '1，适合线性层与 SELU。',
  },
  source:
    'LeCun et al. (1998), Efficient BackProp, equation 16; Klambauer et al. (2017), section 3',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: lecunVariance(fans) }),
  draw: (shape, fans, random) => drawNormal(shape, Math.sqrt(lecunVariance(fans)), random),
});

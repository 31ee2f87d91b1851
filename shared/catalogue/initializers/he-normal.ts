import { defineInitializer } from '../initializer';
import { drawNormal, heVariance } from './common';

export const heNormal = defineInitializer({
  kind: 'heNormal',
  label: { en: 'He normal', zh: 'He 正态分布' },
  summary: {
    en: 'The variance that ReLU needs, since ReLU lets half of the signal through, with normal numbers.',
    zh: '适合 ReLU 的方差（ReLU 只让一半信号通过），采用正态分布。',
  },
  formula: { en: 'w ~ N(0, 2 ÷ fan in)', zh: 'w ~ N(0, 2 ÷ 扇入)' },
  gainRule: {
    en: '√2, that of ReLU, is built in.',
    zh: '√2，即 ReLU 的增益，已内含。',
  },
  source: 'He et al. (2015), Delving Deep into Rectifiers, equation 10',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: heVariance(fans) }),
  draw: (shape, fans, random) => drawNormal(shape, Math.sqrt(heVariance(fans)), random),
});

import { defineInitializer } from '../initializer';
import { drawNormal, glorotVariance } from './common';

export const glorotNormal = defineInitializer({
  kind: 'glorotNormal',
  label: { en: 'Xavier normal', zh: 'Xavier 正态分布' },
  summary: {
    en: 'As Xavier uniform, with normal numbers: the compromise between keeping forward and backward variance.',
    zh: '与 Xavier 均匀分布相同的方差，改用正态分布：在保持前向与反向方差之间折中。',
  },
  formula: { en: 'w ~ N(0, 2 ÷ (fan in + fan out))', zh: 'w ~ N(0, 2 ÷ (扇入 + 扇出))' },
  gainRule: {
    en: '1, right for linear and, near 0, tanh.',
    zh: '1，适合线性以及 0 附近的 tanh。',
  },
  source: 'Glorot & Bengio (2010), Understanding the difficulty of training, equation 12',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: glorotVariance(fans) }),
  draw: (shape, fans, random) => drawNormal(shape, Math.sqrt(glorotVariance(fans)), random),
});

import { defineInitializer } from '../initializer';
import { drawUniform, glorotVariance, limitFor } from './common';

export const glorotUniform = defineInitializer({
  kind: 'glorotUniform',
  label: { en: 'Xavier uniform', zh: 'Xavier 均匀分布' },
  summary: {
    en: 'Keeps signals forward and gradients backward about the same size under tanh and linear activations.',
    zh: '在 tanh 与线性激活下，使前向信号与反向梯度的大小大致保持不变。',
  },
  formula: {
    en: 'w ~ U(−a, a), a = √(6 ÷ (fan in + fan out))',
    zh: 'w ~ U(−a, a)，a = √(6 ÷ (扇入 + 扇出))',
  },
  gainRule: {
    en: '1, right for linear and, near 0, tanh.',
    zh: '1，适合线性以及 0 附近的 tanh。',
  },
  source: 'Glorot & Bengio (2010), Understanding the difficulty of training, equation 16',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: glorotVariance(fans) }),
  draw: (shape, fans, random) => drawUniform(shape, limitFor(glorotVariance(fans)), random),
});

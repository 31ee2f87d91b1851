import { defineInitializer } from '../initializer';
import { drawUniform, heVariance, limitFor } from './common';

export const heUniform = defineInitializer({
  kind: 'heUniform',
  label: { en: 'He uniform', zh: 'He 均匀分布' },
  summary: {
    en: 'The variance that ReLU needs, since ReLU lets half of the signal through, with uniform numbers.',
    zh: '适合 ReLU 的方差（ReLU 只让一半信号通过），采用均匀分布。',
  },
  formula: { en: 'w ~ U(−a, a), a = √(6 ÷ fan in)', zh: 'w ~ U(−a, a)，a = √(6 ÷ 扇入)' },
  gainRule: {
    en: '√2, that of ReLU, is built in.',
    zh: '√2，即 ReLU 的增益，已内含。',
  },
  source: 'He et al. (2015), Delving Deep into Rectifiers, equation 10',
  parameters: {},
  moments: (fans) => ({ mean: 0, variance: heVariance(fans) }),
  draw: (shape, fans, random) => drawUniform(shape, limitFor(heVariance(fans)), random),
});

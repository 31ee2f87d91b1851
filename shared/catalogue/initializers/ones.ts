import { defineInitializer } from '../initializer';
import { sizeOf } from '../layer';

export const ones = defineInitializer({
  kind: 'ones',
  label: { en: 'Ones', zh: '全一' },
  summary: {
    en: 'Every element 1, as for the scale γ of a normalization.',
    zh: '所有元素为 1，例如规范化层的缩放参数 γ。',
  },
  formula: 'w = 1',
  gainRule: {
    en: 'none; the numbers are fixed.',
    zh: '无；数值固定。',
  },
  source: 'Ioffe & Szegedy (2015), Batch Normalization, section 3 (γ starts at 1)',
  parameters: {},
  moments: () => ({ mean: 1, variance: 0 }),
  draw: (shape) => new Float32Array(sizeOf(shape)).fill(1),
});

import { defineInitializer } from '../initializer';
import { sizeOf } from '../layer';

export const zeros = defineInitializer({
  kind: 'zeros',
  label: { en: 'Zeros', zh: '全零' },
  summary: {
    en: 'Every element 0. Right for biases; for weights all units stay equal and learn the same (no symmetry breaking).',
    zh: '所有元素为 0。适合偏置；用于权重时所有单元始终相同、学到同样的东西（对称性无法打破）。',
  },
  formula: 'w = 0',
  gainRule: {
    en: 'none; the numbers are fixed.',
    zh: '无；数值固定。',
  },
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4',
  parameters: {},
  moments: () => ({ mean: 0, variance: 0 }),
  draw: (shape) => new Float32Array(sizeOf(shape)),
});

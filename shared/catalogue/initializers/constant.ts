import { defineInitializer } from '../initializer';
import { sizeOf } from '../layer';

export const constant = defineInitializer({
  kind: 'constant',
  label: { en: 'Constant', zh: '常数' },
  summary: {
    en: 'Every element the same number. A small positive bias keeps ReLU units firing at first.',
    zh: '所有元素为同一个数。较小的正偏置可使 ReLU 单元一开始就被激活。',
  },
  formula: 'w = c',
  gainRule: {
    en: 'none; the numbers are fixed.',
    zh: '无；数值固定。',
  },
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4 (bias of 0.1 for ReLU)',
  parameters: {
    value: {
      type: 'number',
      label: { en: 'Value', zh: '数值' },
      help: { en: 'The number c that every element takes.', zh: '每个元素所取的数 c。' },
      default: 0.1,
      minimum: -1e6,
      maximum: 1e6,
    },
  },
  moments: (_fans, { value }) => ({ mean: value, variance: 0 }),
  draw: (shape, _fans, _random, { value }) => new Float32Array(sizeOf(shape)).fill(value),
});

import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { textPart } from './common';

export const dropout = defineLayer({
  kind: 'dropout',
  label: { en: 'Dropout', zh: '暂退法' },
  summary: {
    en: 'While training, sets a random share of its inputs to 0, so that units do not rely on single others.',
    zh: '训练时随机将一部分输入置零，使单元不依赖于个别其他单元。',
  },
  formula: {
    en: 'y = x·m ÷ (1 − p), m ~ Bernoulli(1 − p) while training; y = x otherwise',
    zh: '训练时 y = x·m ÷ (1 − p)，m ~ Bernoulli(1 − p)；其余时候 y = x',
  },
  source: 'Srivastava et al. (2014), Dropout, section 4; scaled while training (inverted dropout)',
  group: 'regularization',
  icon: 'circle-slash-2',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    rate: {
      type: 'number',
      label: { en: 'Rate', zh: '暂退率' },
      help: {
        en: 'Share p of inputs that are set to 0 in each step.',
        zh: '每一步中被置零的输入所占的比例 p。',
      },
      default: 0.5,
      minimum: 0,
      maximum: 0.99,
    },
  },
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: (_inputs, output) => 2 * sizeOf(output),
  headline: ({ rate }) => [textPart(`p = ${rate}`)],
});

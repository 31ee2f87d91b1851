import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { textPart } from './common';

export const spatialDropout = defineLayer({
  kind: 'spatialDropout',
  label: { en: 'Spatial dropout', zh: '空间暂退法' },
  summary: {
    en: 'Dropout of whole channels of a sequence or picture: neighbours are so alike that single numbers are no loss.',
    zh: '对序列或图像的整个通道做暂退：相邻数值十分相似，去掉个别数值并无作用。',
  },
  formula: {
    en: 'y = x·m ÷ (1 − p), one m ~ Bernoulli(1 − p) a sample and channel while training; y = x otherwise',
    zh: '训练时 y = x·m ÷ (1 − p)，每个样本的每个通道各取一个 m ~ Bernoulli(1 − p)；其余时候 y = x',
  },
  source: 'Tompson et al. (2015), Efficient Object Localization, section 3.2',
  group: 'regularization',
  icon: 'droplets',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    rate: {
      type: 'number',
      label: { en: 'Rate', zh: '暂退率' },
      help: {
        en: 'Share p of channels (places of the last axis) that are set to 0 in each step.',
        zh: '每一步中被置零的通道（最后一个轴上的位置）所占的比例 p。',
      },
      default: 0.2,
      minimum: 0,
      maximum: 0.99,
    },
  },
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: (_inputs, output) => sizeOf(output),
  headline: ({ rate }) => [textPart(`p = ${rate}`)],
});

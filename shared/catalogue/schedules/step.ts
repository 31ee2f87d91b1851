import { defineSchedule, epochOf } from '../schedule';
import { dropParameter } from './parameters';

export const step = defineSchedule({
  kind: 'step',
  label: { en: 'Step', zh: '阶梯衰减' },
  summary: {
    en: 'Drops the rate by a factor every so many epochs.',
    zh: '每隔若干轮次将学习率乘以一个因子。',
  },
  formula: 'η(t) = η·γ^⌊epoch ÷ n⌋',
  source: 'He et al. (2016), Deep Residual Learning, section 3.4, which divides by 10',
  parameters: {
    every: {
      type: 'integer',
      label: { en: 'Epochs between drops n', zh: '衰减间隔轮次 n' },
      help: { en: 'The rate drops after every n epochs.', zh: '每 n 个轮次衰减一次。' },
      default: 30,
      minimum: 1,
      maximum: 100_000,
    },
    drop: dropParameter,
  },
  factor: (moment, { every, drop }) => drop ** Math.floor(epochOf(moment) / every),
});

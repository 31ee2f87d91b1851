import { defineSchedule, epochOf } from '../schedule';
import { dropParameter } from './parameters';

export const exponential = defineSchedule({
  kind: 'exponential',
  label: { en: 'Exponential', zh: '指数衰减' },
  summary: {
    en: 'Multiplies the rate by the same factor after every epoch.',
    zh: '每个轮次后将学习率乘以同一因子。',
  },
  formula: 'η(t) = η·γ^epoch',
  source: 'Goodfellow, Bengio & Courville (2016), Deep Learning, section 8.3.1',
  parameters: { drop: { ...dropParameter, default: 0.95 } },
  factor: (moment, { drop }) => drop ** epochOf(moment),
});

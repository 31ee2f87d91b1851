import { defineNumberMetric } from '../metric';
import { addErrors } from './errors';

export const mae = defineNumberMetric({
  kind: 'mae',
  label: { en: 'Mean absolute error', zh: '平均绝对误差' },
  summary: {
    en: 'How far off predictions are on average, in the target’s own units.',
    zh: '预测的平均偏差，以目标自身的单位表示。',
  },
  formula: '(1/n) Σ |ŷ − y|',
  source: 'Willmott & Matsuura (2005), Advantages of the mean absolute error, equation 2',
  better: 'lower',
  sums: () => 2,
  add: (sums, rows, columns) =>
    addErrors(sums, rows, columns, (predicted, target) => Math.abs(predicted - target)),
  value: ([sum, count]) => sum / count,
});

import { defineNumberMetric } from '../metric';
import { addErrors } from './errors';

export const rmse = defineNumberMetric({
  kind: 'rmse',
  label: { en: 'Root mean square error', zh: '均方根误差' },
  summary: {
    en: 'Like the mean absolute error, but large errors count more.',
    zh: '与平均绝对误差类似，但大的误差影响更大。',
  },
  formula: '√((1/n) Σ (ŷ − y)²)',
  source: 'Willmott & Matsuura (2005), Advantages of the mean absolute error, equation 3',
  better: 'lower',
  sums: () => 2,
  add: (sums, rows, columns) =>
    addErrors(sums, rows, columns, (predicted, target) => (predicted - target) ** 2),
  value: ([sum, count]) => Math.sqrt(sum / count),
});

import { defineNumberMetric } from '../metric';
import { addErrors } from './errors';

/** Numbers below 1 count as 1: prices have no logarithm below 0. */
const logarithm = (value: number): number => Math.log(Math.max(value, 1));

export const logRmse = defineNumberMetric({
  kind: 'logRmse',
  label: { en: 'Log RMSE', zh: '对数均方根误差' },
  summary: {
    en: 'Relative error for prices and other numbers from 1 up; smaller ones count as 1.',
    zh: '价格等不小于 1 的数值的相对误差；更小的数按 1 计。',
  },
  formula: '√((1/n) Σ (ln max(ŷ, 1) − ln max(y, 1))²)',
  source: 'Zhang et al. (2023), Dive into Deep Learning, section 5.7.4',
  better: 'lower',
  sums: () => 2,
  add: (sums, rows, columns) =>
    addErrors(
      sums,
      rows,
      columns,
      (predicted, target) => (logarithm(predicted) - logarithm(target)) ** 2,
    ),
  value: ([sum, count]) => Math.sqrt(sum / count),
});

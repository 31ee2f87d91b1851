import { defineClassMetric } from '../metric';

export const accuracy = defineClassMetric({
  kind: 'accuracy',
  label: { en: 'Accuracy', zh: '准确率' },
  summary: { en: 'Share of samples whose class is right.', zh: '类别预测正确的样本比例。' },
  formula: '#(ŷ = y) ÷ n',
  source: 'Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 7.2',
  better: 'higher',
  sums: () => 2,
  add(sums, { count, truthOf, predictedOf }) {
    for (let row = 0; row < count; row += 1) {
      if (predictedOf(row) === truthOf(row)) sums[0] += 1;
    }
    sums[1] += count;
  },
  value: ([right, count]) => right / count,
});

import { defineNumberMetric } from '../metric';

export const r2 = defineNumberMetric({
  kind: 'r2',
  label: { en: 'R²', zh: '决定系数 R²' },
  summary: {
    en: 'Share of the targets’ variance that is explained: 1 is perfect, 0 is no better than their mean.',
    zh: '所解释的目标方差比例：1 为完美，0 表示不优于预测均值。',
  },
  formula: {
    en: '1 − Σ (ŷ − y)² ÷ Σ (y − ȳ)², averaged over the outputs',
    zh: '1 − Σ (ŷ − y)² ÷ Σ (y − ȳ)²，对各输出取平均',
  },
  source: 'Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 3.2',
  better: 'higher',
  sums: (columns) => 3 * columns + 1,
  add(sums, { count, targetOf, predictedOf }, columns) {
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const target = targetOf(row, column);
        sums[3 * column] += (predictedOf(row, column) - target) ** 2;
        sums[3 * column + 1] += target;
        sums[3 * column + 2] += target * target;
      }
    }
    sums[3 * columns] += count;
  },
  value(sums, columns) {
    const count = sums[3 * columns];
    let total = 0;
    for (let column = 0; column < columns; column += 1) {
      const [errors, sum, squares] = sums.subarray(3 * column, 3 * column + 3);
      total += 1 - errors / (squares - (sum * sum) / count);
    }
    return total / columns;
  },
});

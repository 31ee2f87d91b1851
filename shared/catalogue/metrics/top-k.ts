import { defineClassMetric } from '../metric';

export const topK = defineClassMetric({
  kind: 'topK',
  label: { en: 'Top-k accuracy', zh: 'Top-k 准确率' },
  summary: {
    en: 'Share of samples whose class is among the k that the network finds most likely.',
    zh: '正确类别位于网络认为最可能的 k 个类别之中的样本比例。',
  },
  formula: {
    en: '#(fewer than k classes score above y) ÷ n',
    zh: '#(得分高于 y 的类别少于 k 个) ÷ n',
  },
  source:
    'Russakovsky et al. (2015), ImageNet Large Scale Visual Recognition Challenge, section 4.1',
  better: 'higher',
  sums: () => 2,
  add(sums, { count, rankOf }, _, { topK: k }) {
    for (let row = 0; row < count; row += 1) {
      if (rankOf(row) < k) sums[0] += 1;
    }
    sums[1] += count;
  },
  value: ([found, count]) => found / count,
});

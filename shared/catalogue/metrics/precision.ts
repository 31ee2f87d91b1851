import { defineClassMetric } from '../metric';
import { addByClass, countsOfClasses, macroMean, shareOf } from './by-class';

export const precision = defineClassMetric({
  kind: 'precision',
  label: { en: 'Precision', zh: '精确率' },
  summary: {
    en: 'How often a class is right where it is predicted, averaged over the classes.',
    zh: '预测为某类别时的正确比例，对各类别取平均。',
  },
  formula: '(1/K) Σ TP ÷ (TP + FP)',
  source: 'Sokolova & Lapalme (2009), A systematic analysis of performance measures, table 3',
  better: 'higher',
  sums: countsOfClasses,
  add: addByClass,
  value: (sums) => macroMean(sums, ({ found, said }) => shareOf(found, said)),
});

import { defineClassMetric } from '../metric';
import { addByClass, countsOfClasses, macroMean, shareOf } from './by-class';

export const recall = defineClassMetric({
  kind: 'recall',
  label: { en: 'Recall', zh: '召回率' },
  summary: {
    en: 'How much of a class is found, averaged over the classes.',
    zh: '某类别样本被找出的比例，对各类别取平均。',
  },
  formula: '(1/K) Σ TP ÷ (TP + FN)',
  source: 'Sokolova & Lapalme (2009), A systematic analysis of performance measures, table 3',
  better: 'higher',
  sums: countsOfClasses,
  add: addByClass,
  value: (sums) => macroMean(sums, ({ found, there }) => shareOf(found, there)),
});

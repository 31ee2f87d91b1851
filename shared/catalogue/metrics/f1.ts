import { defineClassMetric } from '../metric';
import { addByClass, countsOfClasses, macroMean } from './by-class';

export const f1 = defineClassMetric({
  kind: 'f1',
  label: { en: 'F1 (macro)', zh: 'F1（宏平均）' },
  summary: {
    en: 'Harmonic mean of precision and recall of each class, averaged over the classes: rare ones count too.',
    zh: '各类别精确率与召回率的调和平均，再对类别取平均：稀有类别同样重要。',
  },
  formula: '(1/K) Σ 2·TP ÷ (2·TP + FP + FN)',
  source: 'Sokolova & Lapalme (2009), A systematic analysis of performance measures, table 3',
  better: 'higher',
  sums: countsOfClasses,
  add: addByClass,
  value: (sums) => macroMean(sums, ({ found, said, there }) => (2 * found) / (said + there)),
});

import { defineLoss } from '../loss';

export const meanAbsoluteError = defineLoss({
  kind: 'meanAbsoluteError',
  label: { en: 'Mean absolute error', zh: '平均绝对误差' },
  summary: {
    en: 'All errors count by their size alone; not disturbed by outliers, but its gradient never gets smaller.',
    zh: '只按误差大小计；不受离群值干扰，但梯度大小始终不变。',
  },
  formula: 'L = (1/n) Σ |ŷ − y|',
  source:
    'Bishop (2006), Pattern Recognition and Machine Learning, section 1.5.5 (Minkowski loss, q = 1)',
  parameters: {},
  targets: 'numbers',
  tasks: ['regression'],
  prediction: () => 'as-is',
  value(ops, { outputs, targets, columns }) {
    return ops.divide(ops.sumLast(ops.abs(ops.subtract(outputs, targets))), columns);
  },
  gradient(ops, { outputs, targets, columns }) {
    return ops.divide(ops.sign(ops.subtract(outputs, targets)), columns);
  },
});

import { defineLoss } from '../loss';

export const meanSquaredError = defineLoss({
  kind: 'meanSquaredError',
  label: { en: 'Mean squared error', zh: '均方误差' },
  summary: {
    en: 'The usual loss for numbers; large errors count most.',
    zh: '回归任务的常用损失；误差越大，影响越大。',
  },
  formula: 'L = (1/n) Σ (ŷ − y)²',
  source:
    'Bishop (2006), Pattern Recognition and Machine Learning, equation 5.11 (without its factor ½)',
  parameters: {},
  targets: 'numbers',
  tasks: ['regression'],
  prediction: () => 'as-is',
  value(ops, { outputs, targets, columns }) {
    return ops.divide(ops.sumLast(ops.square(ops.subtract(outputs, targets))), columns);
  },
  gradient(ops, { outputs, targets, columns }) {
    return ops.multiply(ops.subtract(outputs, targets), 2 / columns);
  },
});

import { defineOptimizer } from '../optimizer';

export const sgd = defineOptimizer({
  kind: 'sgd',
  label: { en: 'SGD', zh: 'SGD' },
  summary: {
    en: 'Plain gradient descent on batches: nothing hides what the gradients do.',
    zh: '小批量随机梯度下降：梯度的行为一览无余。',
  },
  formula: 'w ← w − η·g',
  source: 'Robbins & Monro (1951); Goodfellow et al. (2016), Deep Learning, algorithm 8.1',
  parameters: {},
  slots: () => [],
  defaultLearningRate: 0.1,
  update: (ops, { weight, gradient, slots, learningRate }) => ({
    weight: ops.subtract(weight, ops.multiply(gradient, learningRate)),
    slots,
  }),
});

import { defineOptimizer } from '../optimizer';
import { beta1Parameter, decayParameter, epsilonParameter } from './parameters';

export const adamax = defineOptimizer({
  kind: 'adamax',
  label: { en: 'Adamax', zh: 'Adamax' },
  summary: {
    en: 'Adam with the largest recent gradient in place of the root mean square: steps stay within the learning rate.',
    zh: '以近期最大梯度代替均方根的 Adam：步长不会超过学习率。',
  },
  formula: 'm ← β₁m + (1 − β₁)g;  u ← max(β₂u, |g| + ε);  w ← w − η ÷ (1 − β₁ᵗ) · m ÷ u',
  source: 'Kingma & Ba (2015), Adam, algorithm 2, with ε as in PyTorch',
  parameters: {
    beta1: beta1Parameter,
    beta2: decayParameter(
      { en: 'Beta 2 β₂', zh: 'β₂' },
      {
        en: 'How slowly the largest gradient is forgotten.',
        zh: '遗忘最大梯度的快慢。',
      },
      0.999,
    ),
    epsilon: epsilonParameter,
  },
  slots: () => ['mean', 'largest'],
  defaultLearningRate: 0.01,
  update(ops, { weight, gradient, slots, learningRate, step }, { beta1, beta2, epsilon }) {
    const mean = ops.add(ops.multiply(slots.mean, beta1), ops.multiply(gradient, 1 - beta1));
    const largest = ops.maximum(
      ops.multiply(slots.largest, beta2),
      ops.add(ops.abs(gradient), epsilon),
    );
    const direction = ops.divide(mean, largest);
    const rate = learningRate / (1 - beta1 ** step);
    return {
      weight: ops.subtract(weight, ops.multiply(direction, rate)),
      slots: { mean, largest },
    };
  },
});

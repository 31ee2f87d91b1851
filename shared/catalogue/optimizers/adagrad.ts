import { defineOptimizer } from '../optimizer';
import { epsilonParameter } from './parameters';

export const adagrad = defineOptimizer({
  kind: 'adagrad',
  label: { en: 'Adagrad', zh: 'Adagrad' },
  summary: {
    en: 'Divides every gradient by the root of all its squares so far: rare features learn fast, and all steps shrink for ever.',
    zh: '将每个梯度除以其历史平方和的平方根：稀疏特征学得快，而所有步长会不断变小。',
  },
  formula: 's ← s + g²;  w ← w − η ÷ (1 + (t − 1)·δ) · g ÷ (√s + ε)',
  source: 'Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods, figure 1, as in PyTorch',
  parameters: {
    rateDecay: {
      type: 'number',
      label: { en: 'Rate decay δ', zh: '学习率衰减 δ' },
      help: {
        en: 'Divides the learning rate of step t by 1 + (t − 1)·δ. 0: the growing sum alone shrinks the steps.',
        zh: '第 t 步的学习率除以 1 + (t − 1)·δ。0 表示仅由累积和缩小步长。',
      },
      default: 0,
      minimum: 0,
      maximum: 1,
    },
    startSum: {
      type: 'number',
      label: { en: 'Start of the sum s₀', zh: '累积和初值 s₀' },
      help: {
        en: 'Squares that count as already seen, s = s₀ + Σ g²; makes the first steps smaller.',
        zh: '视为已累积的平方和，s = s₀ + Σ g²；使最初的步长更小。',
      },
      default: 0,
      minimum: 0,
      maximum: 1000,
    },
    epsilon: { ...epsilonParameter, default: 1e-10 },
  },
  slots: () => ['sum'],
  defaultLearningRate: 0.1,
  update(ops, { weight, gradient, slots, learningRate, step }, values) {
    const sum = ops.add(slots.sum, ops.square(gradient));
    const seen = values.startSum > 0 ? ops.add(sum, values.startSum) : sum;
    const direction = ops.divide(gradient, ops.add(ops.sqrt(seen), values.epsilon));
    const rate = learningRate / (1 + (step - 1) * values.rateDecay);
    return { weight: ops.subtract(weight, ops.multiply(direction, rate)), slots: { sum } };
  },
});

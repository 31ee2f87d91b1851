import { defineOptimizer } from '../optimizer';
import { momentumParameter } from './parameters';

export const momentum = defineOptimizer({
  kind: 'momentum',
  label: { en: 'Momentum', zh: '动量法' },
  summary: {
    en: 'SGD with a velocity that gathers gradients: faster along valleys, calmer across them.',
    zh: '带速度的 SGD，累积历史梯度：沿谷底更快，横向更稳。',
  },
  formula: 'v ← μ·v + g;  w ← w − η·v',
  source:
    'Polyak (1964); Sutskever et al. (2013), equations 1 and 2, with η outside of v as in PyTorch',
  parameters: { momentum: momentumParameter },
  slots: () => ['velocity'],
  defaultLearningRate: 0.05,
  update(ops, { weight, gradient, slots, learningRate }, values) {
    const velocity = ops.add(ops.multiply(slots.velocity, values.momentum), gradient);
    return {
      weight: ops.subtract(weight, ops.multiply(velocity, learningRate)),
      slots: { velocity },
    };
  },
});

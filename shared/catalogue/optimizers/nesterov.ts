import { defineOptimizer } from '../optimizer';
import { momentumParameter } from './parameters';

export const nesterov = defineOptimizer({
  kind: 'nesterov',
  label: { en: 'Nesterov', zh: 'Nesterov 动量' },
  summary: {
    en: 'Momentum that looks one step ahead and so brakes earlier.',
    zh: '提前看一步的动量法，因此更早减速。',
  },
  formula: 'v ← μ·v + g;  w ← w − η·(g + μ·v)',
  source: 'Nesterov (1983); Sutskever et al. (2013), equations 3 and 4, in the form of PyTorch',
  parameters: { momentum: momentumParameter },
  slots: () => ['velocity'],
  defaultLearningRate: 0.05,
  update(ops, { weight, gradient, slots, learningRate }, values) {
    const velocity = ops.add(ops.multiply(slots.velocity, values.momentum), gradient);
    const ahead = ops.add(gradient, ops.multiply(velocity, values.momentum));
    return {
      weight: ops.subtract(weight, ops.multiply(ahead, learningRate)),
      slots: { velocity },
    };
  },
});

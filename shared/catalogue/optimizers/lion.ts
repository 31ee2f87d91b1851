import { defineOptimizer } from '../optimizer';
import { beta1Parameter, decayParameter } from './parameters';

export const lion = defineOptimizer({
  kind: 'lion',
  label: { en: 'Lion', zh: 'Lion' },
  summary: {
    en: 'Takes the sign of a momentum, so that every weight moves by exactly the learning rate; wants a smaller one than Adam.',
    zh: '取动量的符号，每个权重每步恰好移动一个学习率；学习率应比 Adam 更小。',
  },
  formula: 'w ← w − η·sign(β₁m + (1 − β₁)g);  m ← β₂m + (1 − β₂)g',
  source: 'Chen et al. (2023), Symbolic Discovery of Optimization Algorithms, algorithm 2',
  parameters: {
    beta1: {
      ...beta1Parameter,
      help: {
        en: 'Share of the momentum in the direction whose sign is taken; the rest is the newest gradient.',
        zh: '取符号的方向中动量所占的比例，其余为当前梯度。',
      },
    },
    beta2: decayParameter(
      { en: 'Beta 2 β₂', zh: 'β₂' },
      { en: 'Decay of the momentum that is kept.', zh: '所保留动量的衰减率。' },
      0.99,
    ),
  },
  slots: () => ['mean'],
  defaultLearningRate: 0.001,
  update(ops, { weight, gradient, slots, learningRate }, { beta1, beta2 }) {
    const blend = (decay: number) =>
      ops.add(ops.multiply(slots.mean, decay), ops.multiply(gradient, 1 - decay));
    const direction = ops.sign(blend(beta1));
    return {
      weight: ops.subtract(weight, ops.multiply(direction, learningRate)),
      slots: { mean: blend(beta2) },
    };
  },
});

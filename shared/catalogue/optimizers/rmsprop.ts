import { defineOptimizer } from '../optimizer';
import { decayParameter, epsilonParameter } from './parameters';

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  label: { en: 'RMSProp', zh: 'RMSProp' },
  summary: {
    en: 'Divides every gradient by its own recent size, so that all weights move at a like pace.',
    zh: '将每个梯度除以其近期大小，使各权重以相近的步幅更新。',
  },
  formula: 's ← ρ·s + (1 − ρ)·g²;  w ← w − η·g ÷ (√s + ε)',
  source: 'Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6.5',
  parameters: {
    decay: decayParameter(
      { en: 'Decay ρ', zh: '衰减率 ρ' },
      {
        en: 'Share of the running mean of squared gradients that is kept.',
        zh: '梯度平方移动平均的保留比例。',
      },
      0.9,
    ),
    epsilon: epsilonParameter,
  },
  slots: ['square'],
  defaultLearningRate: 0.005,
  update(ops, { weight, gradient, slots, learningRate }, values) {
    const square = ops.add(
      ops.multiply(slots.square, values.decay),
      ops.multiply(ops.square(gradient), 1 - values.decay),
    );
    const direction = ops.divide(gradient, ops.add(ops.sqrt(square), values.epsilon));
    return {
      weight: ops.subtract(weight, ops.multiply(direction, learningRate)),
      slots: { square },
    };
  },
});

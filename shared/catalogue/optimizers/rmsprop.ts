import { defineOptimizer } from '../optimizer';
import { decayParameter, epsilonParameter, momentumParameter } from './parameters';

export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  label: { en: 'RMSProp', zh: 'RMSProp' },
  summary: {
    en: 'Divides every gradient by its own recent size, so that all weights move at a like pace.',
    zh: '将每个梯度除以其近期大小，使各权重以相近的步幅更新。',
  },
  formula: 's ← ρ·s + (1 − ρ)·g²;  w ← w − η·g ÷ (√s + ε)',
  source:
    'Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6.5; centered: Graves (2013), Generating Sequences, equations 38 to 41, with ε as in PyTorch',
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
    centered: {
      type: 'boolean',
      label: { en: 'Centered', zh: '中心化' },
      help: {
        en: 'Divides by the running deviation √(s − m²) of the gradient instead of its root mean square √s.',
        zh: '除以梯度的移动标准差 √(s − m²)，而不是均方根 √s。',
      },
      default: false,
    },
    momentum: { ...momentumParameter, default: 0 },
  },
  slots: ({ centered, momentum }) => [
    'square',
    ...(centered ? ['mean'] : []),
    ...(momentum > 0 ? ['velocity'] : []),
  ],
  defaultLearningRate: 0.005,
  update(ops, { weight, gradient, slots, learningRate }, values) {
    const { decay, epsilon, centered, momentum } = values;
    const running = (slot: typeof weight, x: typeof weight) =>
      ops.add(ops.multiply(slot, decay), ops.multiply(x, 1 - decay));
    const made: Record<string, typeof weight> = {
      square: running(slots.square, ops.square(gradient)),
    };
    let spread = made.square;
    if (centered) {
      made.mean = running(slots.mean, gradient);
      // A difference of almost equal numbers; rounding can take it below 0, where there is no root.
      spread = ops.relu(ops.subtract(made.square, ops.square(made.mean)));
    }
    let direction = ops.divide(gradient, ops.add(ops.sqrt(spread), epsilon));
    if (momentum > 0) {
      made.velocity = ops.add(ops.multiply(slots.velocity, momentum), direction);
      direction = made.velocity;
    }
    return { weight: ops.subtract(weight, ops.multiply(direction, learningRate)), slots: made };
  },
});

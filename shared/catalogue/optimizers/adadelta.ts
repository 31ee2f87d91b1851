import { defineOptimizer } from '../optimizer';
import { decayParameter, epsilonParameter } from './parameters';

export const adadelta = defineOptimizer({
  kind: 'adadelta',
  label: { en: 'Adadelta', zh: 'Adadelta' },
  summary: {
    en: 'Sizes each step by the steps before it, so that it needs no learning rate of its own; starts slowly.',
    zh: '根据以往更新量的大小决定步长，本身不需要学习率；起步较慢。',
  },
  formula: 's ← ρ·s + (1 − ρ)·g²;  Δ = g·√(d + ε) ÷ √(s + ε);  d ← ρ·d + (1 − ρ)·Δ²;  w ← w − η·Δ',
  source: 'Zeiler (2012), ADADELTA: An Adaptive Learning Rate Method, algorithm 1',
  parameters: {
    decay: decayParameter(
      { en: 'Decay ρ', zh: '衰减率 ρ' },
      {
        en: 'Share of both running means, of squared gradients and of squared steps, that is kept.',
        zh: '梯度平方与更新量平方这两个移动平均的保留比例。',
      },
      0.9,
    ),
    epsilon: {
      ...epsilonParameter,
      help: {
        en: 'Added under both roots; it alone gives the very first step its size.',
        zh: '加在两个平方根内；第一步的大小完全由它决定。',
      },
      default: 1e-6,
    },
  },
  slots: () => ['square', 'change'],
  defaultLearningRate: 1,
  update(ops, { weight, gradient, slots, learningRate }, { decay, epsilon }) {
    const running = (slot: typeof weight, x: typeof weight) =>
      ops.add(ops.multiply(slot, decay), ops.multiply(ops.square(x), 1 - decay));
    const root = (x: typeof weight) => ops.sqrt(ops.add(x, epsilon));
    const square = running(slots.square, gradient);
    const direction = ops.divide(ops.multiply(gradient, root(slots.change)), root(square));
    return {
      weight: ops.subtract(weight, ops.multiply(direction, learningRate)),
      slots: { square, change: running(slots.change, direction) },
    };
  },
});

import { defineOptimizer } from '../optimizer';
import { adamDirection, adamSlots, amsgradParameter } from './adam-step';
import { beta1Parameter, beta2Parameter, epsilonParameter } from './parameters';

export const adam = defineOptimizer({
  kind: 'adam',
  label: { en: 'Adam', zh: 'Adam' },
  summary: {
    en: 'Momentum and RMSProp together, corrected for their start; works well untuned.',
    zh: '动量法与 RMSProp 的结合，并修正初始偏差；不用细调即可用。',
  },
  formula: 'm ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  w ← w − η·m̂ ÷ (√v̂ + ε)',
  source: 'Kingma & Ba (2015), Adam, algorithm 1',
  parameters: {
    beta1: beta1Parameter,
    beta2: beta2Parameter,
    epsilon: epsilonParameter,
    amsgrad: amsgradParameter,
  },
  slots: adamSlots,
  defaultLearningRate: 0.01,
  update(ops, step, values) {
    const { direction, slots } = adamDirection(ops, step, values);
    return {
      weight: ops.subtract(step.weight, ops.multiply(direction, step.learningRate)),
      slots,
    };
  },
});

import { defineOptimizer } from '../optimizer';
import { adamDirection, adamSlots, amsgradParameter } from './adam-step';
import { beta1Parameter, beta2Parameter, epsilonParameter } from './parameters';

export const adamw = defineOptimizer({
  kind: 'adamw',
  label: { en: 'AdamW', zh: 'AdamW' },
  summary: {
    en: 'Adam with weight decay that its gradient scaling does not touch.',
    zh: '带权重衰减的 Adam，衰减不受梯度缩放影响。',
  },
  formula: 'w ← w − η·(m̂ ÷ (√v̂ + ε) + λ·w)',
  source: 'Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization, algorithm 2',
  parameters: {
    beta1: beta1Parameter,
    beta2: beta2Parameter,
    epsilon: epsilonParameter,
    amsgrad: amsgradParameter,
  },
  defaultWeightDecay: 0.01,
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

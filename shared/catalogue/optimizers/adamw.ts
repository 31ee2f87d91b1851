import { defineOptimizer } from '../optimizer';
import { adamDirection } from './adam-step';
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
    weightDecay: {
      type: 'number',
      label: { en: 'Weight decay λ', zh: '权重衰减 λ' },
      help: {
        en: 'Share η·λ of every weight that each step takes away.',
        zh: '每一步使权重按 η·λ 的比例减小。',
      },
      default: 0.01,
      minimum: 0,
      maximum: 10,
    },
  },
  slots: ['mean', 'square'],
  defaultLearningRate: 0.01,
  update(ops, step, values) {
    const { direction, slots } = adamDirection(ops, step, values);
    const decayed = ops.add(direction, ops.multiply(step.weight, values.weightDecay));
    return {
      weight: ops.subtract(step.weight, ops.multiply(decayed, step.learningRate)),
      slots,
    };
  },
});

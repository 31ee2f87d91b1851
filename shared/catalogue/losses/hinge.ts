import { defineLoss } from '../loss';

export const hinge = defineLoss({
  kind: 'hinge',
  label: { en: 'Hinge', zh: '合页损失' },
  summary: {
    en: 'The loss of support vector machines: 0 as soon as an answer is right by a margin of 1. Targets are −1 and 1.',
    zh: '支持向量机的损失：答案正确且间隔达到 1 时即为 0。目标为 −1 与 1。',
  },
  formula: 'L = (1/n) Σ max(0, 1 − t·ŷ), t = ±1',
  source: 'Cortes & Vapnik (1995), Support-Vector Networks; Bishop (2006), equation 7.45',
  parameters: {},
  targets: 'signs',
  tasks: ['classification'],
  prediction: () => 'sign',
  value(ops, { outputs, targets, columns }) {
    const margin = ops.add(ops.negate(ops.multiply(targets, outputs)), 1);
    return ops.divide(ops.sumLast(ops.relu(margin)), columns);
  },
  gradient(ops, { outputs, targets, columns }) {
    const margin = ops.add(ops.negate(ops.multiply(targets, outputs)), 1);
    const violated = ops.greater(margin, 0);
    return ops.divide(ops.negate(ops.multiply(targets, violated)), columns);
  },
});

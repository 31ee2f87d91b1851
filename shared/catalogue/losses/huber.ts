import { defineLoss } from '../loss';

export const huber = defineLoss({
  kind: 'huber',
  label: { en: 'Huber', zh: 'Huber 损失' },
  summary: {
    en: 'Squared for small errors, straight for large ones: smooth at 0 and calm at outliers.',
    zh: '误差小时取平方，误差大时取线性：在 0 处光滑，又不受离群值支配。',
  },
  formula: {
    en: 'L = (1/n) Σ (½e² where |e| ≤ δ, else δ(|e| − ½δ)), e = ŷ − y',
    zh: 'L = (1/n) Σ (|e| ≤ δ 时为 ½e²，否则为 δ(|e| − ½δ))，e = ŷ − y',
  },
  source: 'Huber (1964), Robust Estimation of a Location Parameter, section 4',
  parameters: {
    delta: {
      type: 'number',
      label: { en: 'Delta δ', zh: 'δ（delta）' },
      help: {
        en: 'The size of an error from which on it counts straight.',
        zh: '误差超过该值后按线性计。',
      },
      default: 1,
      minimum: 1e-3,
      maximum: 1e3,
      scale: 'log',
    },
  },
  targets: 'numbers',
  tasks: ['regression'],
  prediction: () => 'as-is',
  value(ops, { outputs, targets, columns }, { delta }) {
    // With q = min(|e|, δ) both branches are ½q² + δ(|e| − q), which needs no choice.
    const size = ops.abs(ops.subtract(outputs, targets));
    const capped = ops.minimum(size, delta);
    const squared = ops.multiply(ops.square(capped), 0.5);
    const straight = ops.multiply(ops.subtract(size, capped), delta);
    return ops.divide(ops.sumLast(ops.add(squared, straight)), columns);
  },
  gradient(ops, { outputs, targets, columns }, { delta }) {
    const error = ops.subtract(outputs, targets);
    return ops.divide(ops.maximum(ops.minimum(error, delta), -delta), columns);
  },
});

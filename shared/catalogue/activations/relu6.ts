import { defineActivation } from '../activation';

export const relu6 = defineActivation({
  kind: 'relu6',
  label: { en: 'ReLU6', zh: 'ReLU6' },
  summary: {
    en: 'ReLU cut off at 6, so that numbers of few bits can hold its output; saturates on both sides.',
    zh: '上限为 6 的 ReLU，便于用低精度数值表示；两侧都会饱和。',
  },
  formula: 'f(x) = min(max(x, 0), 6)',
  source: 'Krizhevsky (2010), Convolutional Deep Belief Networks on CIFAR-10, section 3',
  parameters: {},
  range: [0, 6],
  saturation: () => ({ below: 0, above: 6 }),
  kinks: [6],
  canDie: true,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.minimum(ops.relu(x), 6),
  backward(ops, { x, dy }) {
    const within = ops.multiply(ops.greater(x, 0), ops.greater(ops.negate(x), -6));
    return ops.multiply(dy, within);
  },
});

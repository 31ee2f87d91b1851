import { defineActivation } from '../activation';
import type { TensorOps } from '../tensor-ops';

/** Φ(x), the standard normal distribution function. */
function normalDistribution<T>(ops: TensorOps<T>, x: T): T {
  return ops.multiply(ops.add(ops.erf(ops.multiply(x, Math.SQRT1_2)), 1), 0.5);
}

export const gelu = defineActivation({
  kind: 'gelu',
  label: { en: 'GELU', zh: 'GELU' },
  summary: {
    en: 'A smooth ReLU that weighs its input by the chance of a normal number below it; used in transformers.',
    zh: '平滑的 ReLU，以标准正态分布函数值为输入加权；常用于 Transformer。',
  },
  formula: 'f(x) = x·Φ(x) = x·½(1 + erf(x ÷ √2))',
  source: 'Hendrycks & Gimpel (2016), Gaussian Error Linear Units, section 2',
  parameters: {},
  range: [-0.16997120747, Infinity],
  // Where |Φ(x) + xφ(x)| stays under 5 % of its largest value 1.1289 (at x = √2); found by bisection.
  saturation: () => ({ below: -2.27856, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x) => ops.multiply(x, normalDistribution(ops, x)),
  backward(ops, { x, dy }) {
    const density = ops.multiply(
      ops.exp(ops.multiply(ops.square(x), -0.5)),
      1 / Math.sqrt(2 * Math.PI),
    );
    return ops.multiply(dy, ops.add(normalDistribution(ops, x), ops.multiply(x, density)));
  },
});

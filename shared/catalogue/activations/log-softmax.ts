import { defineActivation } from '../activation';

export const logSoftmax = defineActivation({
  kind: 'logSoftmax',
  label: { en: 'Log-softmax', zh: 'Log-softmax' },
  summary: {
    en: 'The logarithm of softmax without its rounding: log-probabilities. Softmax of them gives the probabilities back.',
    zh: '数值稳定的 softmax 对数，即对数概率；对它再做 softmax 即得到概率。',
  },
  formula: 'f(x)ᵢ = xᵢ − ln Σⱼ e^xⱼ',
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, equation 6.30',
  parameters: {},
  range: [-Infinity, 0],
  saturation: () => ({ below: null, above: null }),
  canDie: false,
  elementwise: false,
  recommendedInitializer: 'glorotNormal',
  forward(ops, x) {
    // The largest is taken off first: e^x alone overflows.
    const shifted = ops.subtract(x, ops.maxLast(x));
    return ops.subtract(shifted, ops.log(ops.sumLast(ops.exp(shifted))));
  },
  backward(ops, { y, dy }) {
    return ops.subtract(dy, ops.multiply(ops.exp(y), ops.sumLast(dy)));
  },
});

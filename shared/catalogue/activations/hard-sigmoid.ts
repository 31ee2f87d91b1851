import { defineActivation } from '../activation';

export const hardSigmoid = defineActivation({
  kind: 'hardSigmoid',
  label: { en: 'Hard sigmoid', zh: '硬 sigmoid' },
  summary: {
    en: 'A sigmoid of three straight lines: cheap, and exactly 0 or 1 beyond ±3, where nothing flows back.',
    zh: '由三段直线构成的 sigmoid：计算便宜；在 ±3 之外恰为 0 或 1，梯度完全消失。',
  },
  formula: 'f(x) = min(max(x ÷ 6 + ½, 0), 1)',
  source:
    'Howard et al. (2019), Searching for MobileNetV3, section 5.2; Courbariaux et al. (2015), BinaryConnect, equation 3 (slope ½)',
  parameters: {},
  range: [0, 1],
  saturation: () => ({ below: -3, above: 3 }),
  kinks: [-3, 3],
  canDie: true,
  elementwise: true,
  recommendedInitializer: 'glorotNormal',
  forward: (ops, x) => ops.minimum(ops.maximum(ops.add(ops.divide(x, 6), 0.5), 0), 1),
  backward(ops, { x, dy }) {
    const within = ops.multiply(ops.greater(x, -3), ops.greater(ops.negate(x), -3));
    return ops.multiply(dy, ops.divide(within, 6));
  },
});

import { defineActivation } from '../activation';
import { leakySlope, leakyUnit } from './leaky-unit';

export const leakyRelu = defineActivation({
  kind: 'leakyRelu',
  label: { en: 'Leaky ReLU', zh: 'Leaky ReLU' },
  summary: {
    en: 'ReLU with a small slope below 0, so that a unit always gets a gradient and cannot die.',
    zh: '在 0 以下保留小斜率的 ReLU，单元始终有梯度，不会死亡。',
  },
  formula: {
    en: 'f(x) = x where x > 0, else slope · x',
    zh: 'x > 0 时 f(x) = x，否则 f(x) = slope · x',
  },
  source: 'Maas, Hannun, Ng (2013), Rectifier Nonlinearities, section 2',
  parameters: {
    slope: {
      type: 'number',
      label: { en: 'Slope', zh: '负侧斜率' },
      help: { en: 'The slope below 0.', zh: '0 以下的斜率。' },
      default: 0.01,
      minimum: 0,
      maximum: 1,
    },
  },
  range: [-Infinity, Infinity],
  saturation: ({ slope }) => ({ below: slope < 0.05 ? 0 : null, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x, { slope }) => leakyUnit(ops, x, slope),
  backward: (ops, { x, dy }, { slope }) => ops.multiply(dy, leakySlope(ops, x, slope)),
});

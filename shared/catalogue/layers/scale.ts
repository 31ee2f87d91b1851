import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { choice, textPart, weight } from './common';

export const scale = defineLayer({
  kind: 'scale',
  label: { en: 'Scale', zh: '缩放' },
  summary: {
    en: 'Multiplies everything by one number, fixed or learned: small on a residual branch, it lets deep networks start.',
    zh: '将所有数值乘以同一个数（固定或可学习）：放在残差分支上取小值，可使很深的网络顺利起步。',
  },
  formula: 'y = a · x; ∂L/∂a = Σ x · ∂L/∂y',
  source:
    'Zhang, Dauphin, Ma (2019), Fixup Initialization, section 3; Szegedy et al. (2017), section 3.3',
  group: 'core',
  icon: 'scaling',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    factor: {
      type: 'number',
      label: { en: 'Factor a', zh: '系数 a' },
      help: {
        en: 'The number that multiplies; where it is learned, what it starts from.',
        zh: '所乘的数；若可学习，则为其初始值。',
      },
      default: 1,
      minimum: -1e6,
      maximum: 1e6,
    },
    learned: {
      type: 'boolean',
      label: { en: 'Learned', zh: '可学习' },
      help: { en: 'Trains the factor as a weight.', zh: '将系数作为权重训练。' },
      default: false,
    },
  },
  shape: ([first]) => succeed(first),
  weights: (_inputs, { factor, learned }) =>
    learned ? [weight('factor', [1], choice('constant', { value: factor }))] : [],
  flops: (_inputs, output) => sizeOf(output),
  headline: ({ factor }) => [textPart(`× ${factor}`)],
});

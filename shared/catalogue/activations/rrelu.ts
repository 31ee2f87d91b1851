import { type ActivationState, defineActivation } from '../activation';
import type { TensorOps } from '../tensor-ops';
import { leakySlope, leakyUnit } from './leaky-unit';

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** The slope of each element while training; their mean otherwise. */
function slopeOf<T>(
  ops: TensorOps<T>,
  { noise }: ActivationState<T>,
  { lower, upper }: Limits,
): T | number {
  if (noise === undefined) return (lower + upper) / 2;
  return ops.add(ops.multiply(noise, upper - lower), lower);
}

export const rrelu = defineActivation({
  kind: 'rrelu',
  label: { en: 'RReLU', zh: 'RReLU' },
  summary: {
    en: 'A leaky ReLU whose slope is drawn anew for every element while training, and is the mean slope otherwise.',
    zh: '训练时每个元素随机抽取负侧斜率、其余时候取平均斜率的 Leaky ReLU；有正则化作用。',
  },
  formula: {
    en: 'f(x) = x where x > 0, else a · x; a ~ U(l, u) while training, a = (l + u) ÷ 2 otherwise',
    zh: 'x > 0 时 f(x) = x，否则 f(x) = a · x；训练时 a ~ U(l, u)，其余时候 a = (l + u) ÷ 2',
  },
  source:
    'Xu, Wang, Chen, Li (2015), Empirical Evaluation of Rectified Activations, section 2.4; defaults of PyTorch',
  parameters: {
    lower: {
      type: 'number',
      label: { en: 'Least slope l', zh: '最小斜率 l' },
      help: { en: 'The slope is drawn from here …', zh: '斜率抽取区间的下限。' },
      default: 1 / 8,
      minimum: 0,
      maximum: 1,
    },
    upper: {
      type: 'number',
      label: { en: 'Largest slope u', zh: '最大斜率 u' },
      help: { en: '… up to here.', zh: '斜率抽取区间的上限。' },
      default: 1 / 3,
      minimum: 0,
      maximum: 1,
    },
  },
  range: [-Infinity, Infinity],
  saturation: ({ lower, upper }) => ({
    below: (lower + upper) / 2 < 0.05 ? 0 : null,
    above: null,
  }),
  canDie: false,
  elementwise: true,
  random: true,
  recommendedInitializer: 'heNormal',
  forward: (ops, x, limits, state = {}) => leakyUnit(ops, x, slopeOf(ops, state, limits)),
  backward: (ops, known, limits) =>
    ops.multiply(known.dy, leakySlope(ops, known.x, slopeOf(ops, known, limits))),
});

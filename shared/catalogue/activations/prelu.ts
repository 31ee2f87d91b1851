import { defineActivation } from '../activation';
import { choice, lastAxis, weight } from '../layers/common';
import { leakySlope, leakyUnit } from './leaky-unit';

export const prelu = defineActivation({
  kind: 'prelu',
  label: { en: 'PReLU', zh: 'PReLU' },
  summary: {
    en: 'A leaky ReLU whose slope below 0 is learned, one a unit or channel, or one for the whole layer.',
    zh: '负侧斜率可学习的 Leaky ReLU：每个单元（通道）一个，或整层共用一个。',
  },
  formula: {
    en: 'f(x) = x where x > 0, else a · x; ∂L/∂a = Σ min(x, 0) · ∂L/∂y',
    zh: 'x > 0 时 f(x) = x，否则 f(x) = a · x；∂L/∂a = Σ min(x, 0) · ∂L/∂y',
  },
  source: 'He et al. (2015), Delving Deep into Rectifiers, equations 1, 8 and 9',
  parameters: {
    slope: {
      type: 'number',
      label: { en: 'First slope a', zh: '初始斜率 a' },
      help: { en: 'The slope below 0 that training starts from.', zh: '训练开始时 0 以下的斜率。' },
      default: 0.25,
      minimum: 0,
      maximum: 1,
    },
    shared: {
      type: 'boolean',
      label: { en: 'One for the layer', zh: '整层共用' },
      help: {
        en: 'One slope for the whole layer; otherwise one for each position of the last axis.',
        zh: '整层共用一个斜率；否则最后一个轴上的每个位置各有一个。',
      },
      default: false,
    },
  },
  range: [-Infinity, Infinity],
  // The slope is learned: where it starts below 5 %, its own gradient lifts it, so no fixed limit would stay true.
  saturation: () => ({ below: null, above: null }),
  canDie: false,
  elementwise: true,
  recommendedInitializer: 'heNormal',
  weights: (shape, { slope, shared }) => [
    weight('slope', [shared ? 1 : lastAxis(shape)], choice('constant', { value: slope })),
  ],
  forward: (ops, x, { slope }, state) => leakyUnit(ops, x, state?.weights?.slope ?? slope),
  backward: (ops, { x, dy, weights }, { slope }) =>
    ops.multiply(dy, leakySlope(ops, x, weights?.slope ?? slope)),
  weightGradients(ops, { x, dy }, { shared }) {
    const slopes = ops.sumRows(ops.multiply(ops.minimum(x, 0), dy));
    return { slope: shared ? ops.sumLast(slopes) : slopes };
  },
});

import { MAX_UNITS } from '../../document/limits';
import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer } from '../layer';
import { entryPart, initializerParameter, textPart, weight } from './common';

/** A layer and no activation: it turns `units × pieces` sums into `units` numbers, and an activation keeps the shape. */
export const maxout = defineLayer({
  kind: 'maxout',
  label: { en: 'Maxout', zh: 'Maxout' },
  summary: {
    en: 'Each unit is the largest of several weighted sums: a convex activation that is learned and does not saturate.',
    zh: '每个单元取若干个加权和中的最大值：一种可学习、不饱和的凸激活函数。',
  },
  formula: {
    en: 'y[u] = max over k of (x·W + b)[u, k], W: [inputs, units × pieces]',
    zh: 'y[u] = (x·W + b)[u, k] 对 k 的最大值，W：[输入数, 单元数 × 段数]',
  },
  source: 'Goodfellow et al. (2013), Maxout Networks, section 2',
  group: 'core',
  icon: 'chart-spline',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    units: {
      type: 'integer',
      label: { en: 'Units', zh: '单元数' },
      help: { en: 'Number of outputs.', zh: '输出的个数。' },
      default: 32,
      minimum: 1,
      maximum: MAX_UNITS,
    },
    pieces: {
      type: 'integer',
      label: { en: 'Pieces', zh: '段数' },
      help: {
        en: 'Sums that each unit takes the largest of. Parameters: pieces × units × (inputs + 1).',
        zh: '每个单元从多少个加权和中取最大。参数量：段数 × 单元数 ×（输入数 + 1）。',
      },
      default: 2,
      minimum: 2,
      maximum: 64,
    },
    useBias: {
      type: 'boolean',
      label: { en: 'Bias', zh: '使用偏置' },
      help: { en: 'Adds a trained b to every sum.', zh: '为每个加权和加上可训练的 b。' },
      default: true,
    },
    kernelInitializer: initializerParameter(
      { en: 'Weight initializer', zh: '权重初始化' },
      {
        en: 'How W starts. With two pieces E[max²] = 1 for normal sums: LeCun normal keeps the mean square.',
        zh: 'W 的初始值。两段时正态加权和满足 E[max²] = 1：LeCun 正态分布可保持均方值。',
      },
      'lecunNormal',
    ),
    biasInitializer: {
      ...initializerParameter(
        { en: 'Bias initializer', zh: '偏置初始化' },
        { en: 'How b starts; nearly always zeros.', zh: 'b 的初始值，几乎总是零。' },
        'zeros',
      ),
      visibleWhen: ({ useBias }) => useBias !== false,
    },
  },
  shape([first], { units }) {
    if (first.length !== 1) {
      return fail({ kind: 'dense-needs-flat', values: { shape: formatShape(first) } });
    }
    return succeed([units]);
  },
  weights([first], { units, pieces, useBias, kernelInitializer, biasInitializer }) {
    const sums = units * pieces;
    const kernel = {
      name: 'kernel',
      shape: [first[0], sums],
      trainable: true,
      initializer: kernelInitializer,
      fanIn: first[0],
      // One input feeds all sums, but a gradient comes back through one piece of each unit only.
      fanOut: units,
    };
    return useBias ? [kernel, weight('bias', [sums], biasInitializer)] : [kernel];
  },
  flops: ([first], _output, { units, pieces, useBias }) =>
    units * (pieces * (2 * first[0] + (useBias ? 1 : 0)) + pieces - 1),
  headline: ({ units, pieces, kernelInitializer }) => [
    textPart(`${units} × ${pieces}`),
    entryPart('initializer', kernelInitializer),
  ],
});

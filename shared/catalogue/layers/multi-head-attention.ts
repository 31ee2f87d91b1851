import { MAX_UNITS } from '../../document/limits';
import { succeed } from '../../result';
import { defineLayer, type Shape } from '../layer';
import { attentionFlops, causalParameter } from './attention';
import { attentionRoles, checkAttention } from './attention-inputs';
import { entryPart, initializerParameter, textPart, weight } from './common';

const MAX_HEADS = 1_024;

interface Projection {
  readonly name: string;
  readonly steps: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** The four products with weights: three into the heads and one out of them. */
function projectionsOf(inputs: readonly Shape[], width: number): readonly Projection[] {
  const { query, value, key } = attentionRoles(inputs);
  const into = (name: string, [steps, features]: Shape): Projection => ({
    name,
    steps,
    inputs: features,
    outputs: width,
  });
  return [
    into('query', query),
    into('key', key),
    into('value', value),
    { name: 'output', steps: query[0], inputs: width, outputs: query[1] },
  ];
}

export const multiHeadAttention = defineLayer({
  kind: 'multiHeadAttention',
  label: { en: 'Multi-head attention', zh: '多头注意力' },
  summary: {
    en: 'Several attentions side by side, each over its own projections. One input: self-attention; two or three: query, value and key, in this order.',
    zh: '多个并列的注意力，各用自己的投影。一个输入为自注意力；两个或三个输入依次为查询、值、键。',
  },
  formula: {
    en: 'y = [h₁ | h₂ | …]·Wₒ + bₒ, hᵢ = softmax(qᵢ·kᵢᵀ ÷ √d)·vᵢ, q = x·W_q + b_q and so on; d: key dimensions',
    zh: 'y = [h₁ | h₂ | …]·Wₒ + bₒ，hᵢ = softmax(qᵢ·kᵢᵀ ÷ √d)·vᵢ，q = x·W_q + b_q，k、v 类推；d：键的维数',
  },
  source: 'Vaswani et al. (2017), Attention Is All You Need, section 3.2.2',
  group: 'attention',
  icon: 'target',
  inputs: 'some',
  hasOutput: true,
  parameters: {
    heads: {
      type: 'integer',
      label: { en: 'Heads', zh: '头数' },
      help: {
        en: 'Attentions side by side; each may look for something else.',
        zh: '并列的注意力个数；每个头可以关注不同的内容。',
      },
      default: 4,
      minimum: 1,
      maximum: MAX_HEADS,
    },
    keyDimensions: {
      type: 'integer',
      label: { en: 'Key dimensions', zh: '键的维度' },
      help: {
        en: 'Features of query, key and value in each head.',
        zh: '每个头中查询、键与值的特征数。',
      },
      default: 16,
      minimum: 1,
      maximum: MAX_UNITS,
    },
    causal: causalParameter,
    useBias: {
      type: 'boolean',
      label: { en: 'Bias', zh: '使用偏置' },
      help: {
        en: 'Adds a trained b to each of the four projections.',
        zh: '为四个投影各加上可训练的 b。',
      },
      default: true,
    },
    kernelInitializer: initializerParameter(
      { en: 'Weight initializer', zh: '权重初始化' },
      {
        en: 'How the four projections start; each is drawn as one matrix over all heads.',
        zh: '四个投影的初始值；每个投影作为涵盖所有头的一个矩阵抽取。',
      },
      'glorotUniform',
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
  shape(inputs) {
    const checked = checkAttention(inputs);
    return checked.ok ? succeed(checked.value.query) : checked;
  },
  weights(inputs, values) {
    const { heads, keyDimensions, useBias, kernelInitializer, biasInitializer } = values;
    return projectionsOf(inputs, heads * keyDimensions).flatMap(({ name, ...projection }) => {
      const shape = [projection.inputs, projection.outputs];
      const kernel = weight(`${name}Kernel`, shape, kernelInitializer);
      const bias = weight(`${name}Bias`, [projection.outputs], biasInitializer);
      return useBias ? [kernel, bias] : [kernel];
    });
  },
  workspace(inputs, _output, { heads, keyDimensions }) {
    const { query, value, key } = attentionRoles(inputs);
    const steps = 2 * query[0] + value[0] + key[0];
    return heads * (3 * query[0] * key[0] + 2 * keyDimensions * steps);
  },
  flops(inputs, _output, { heads, keyDimensions, useBias }) {
    const { query, key } = attentionRoles(inputs);
    const each = (projection: Projection) =>
      projection.steps * projection.outputs * (2 * projection.inputs + (useBias ? 1 : 0));
    const projections = projectionsOf(inputs, heads * keyDimensions);
    const projected = projections.reduce((sum, projection) => sum + each(projection), 0);
    return projected + heads * attentionFlops(query[0], key[0], 2 * keyDimensions);
  },
  headline: ({ heads, keyDimensions, causal, kernelInitializer }) => [
    textPart(`${heads} × ${keyDimensions}${causal ? ' causal' : ''}`),
    entryPart('initializer', kernelInitializer),
  ],
});

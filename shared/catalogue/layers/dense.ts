import { MAX_UNITS } from '../../document/limits';
import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer, type HeadlinePart, type WeightSpec } from '../layer';
import type { ParameterTable, ValuesOf } from '../parameter';
import { choice, entryPart, initializerParameter, textPart, weight } from './common';

export const denseParameters = {
  units: {
    type: 'integer',
    label: { en: 'Units', zh: '单元数' },
    help: {
      en: 'Number of outputs, one a unit. Parameters: inputs × units + units.',
      zh: '输出的个数，每个单元一个。参数量：输入数 × 单元数 + 单元数。',
    },
    default: 32,
    minimum: 1,
    maximum: MAX_UNITS,
  },
  activation: {
    type: 'choice',
    catalogue: 'activation',
    label: { en: 'Activation', zh: '激活函数' },
    help: {
      en: 'The function f applied to x·W + b.',
      zh: '作用于 x·W + b 的函数 f。',
    },
    default: choice('relu'),
  },
  useBias: {
    type: 'boolean',
    label: { en: 'Bias', zh: '使用偏置' },
    help: {
      en: 'Adds a trained b to every unit. Not needed right before a batch normalization, which shifts anyway.',
      zh: '为每个单元加上可训练的 b。若其后紧接批量规范化，则不需要：后者自带平移。',
    },
    default: true,
  },
  kernelInitializer: initializerParameter(
    { en: 'Weight initializer', zh: '权重初始化' },
    {
      en: 'How W starts: decides whether signals and gradients keep their size on the way through the layers.',
      zh: 'W 的初始值：决定信号与梯度逐层传播时能否保持大小。',
    },
    'heNormal',
  ),
  biasInitializer: {
    ...initializerParameter(
      { en: 'Bias initializer', zh: '偏置初始化' },
      { en: 'How b starts; nearly always zeros.', zh: 'b 的初始值，几乎总是零。' },
      'zeros',
    ),
    visibleWhen: ({ useBias }) => useBias !== false,
  },
} as const satisfies ParameterTable;

export type DenseValues = ValuesOf<typeof denseParameters>;

export function denseWeights(
  inputs: number,
  { units, useBias, kernelInitializer, biasInitializer }: DenseValues,
): readonly WeightSpec[] {
  const kernel = weight('kernel', [inputs, units], kernelInitializer);
  return useBias ? [kernel, weight('bias', [units], biasInitializer)] : [kernel];
}

/** Operations of one row of inputs. */
export const denseFlops = (inputs: number, { units, useBias, activation }: DenseValues): number =>
  units * (2 * inputs + (useBias ? 1 : 0) + (activation.kind === 'linear' ? 0 : 1));

export const denseHeadline = ({
  units,
  activation,
  kernelInitializer,
}: DenseValues): readonly HeadlinePart[] => [
  textPart(String(units)),
  entryPart('activation', activation),
  entryPart('initializer', kernelInitializer),
];

export const dense = defineLayer({
  kind: 'dense',
  label: { en: 'Dense', zh: '全连接' },
  summary: {
    en: 'Every unit sums all inputs with its own weights, adds a bias and applies the activation.',
    zh: '每个单元用自己的权重对所有输入加权求和，加上偏置，再经过激活函数。',
  },
  formula: {
    en: 'y = f(x·W + b), W: [inputs, units], b: [units]',
    zh: 'y = f(x·W + b)，W：[输入数, 单元数]，b：[单元数]',
  },
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, equation 6.1; Rosenblatt (1958)',
  group: 'core',
  icon: 'network',
  inputs: 'one',
  hasOutput: true,
  parameters: denseParameters,
  shape([first], { units }) {
    // A Dense over the last axis of a picture is nearly always a forgotten Flatten, so it is not guessed.
    if (first.length !== 1) {
      return fail({ kind: 'dense-needs-flat', values: { shape: formatShape(first) } });
    }
    return succeed([units]);
  },
  weights: ([first], values) => denseWeights(first[0], values),
  flops: ([first], _output, values) => denseFlops(first[0], values),
  headline: denseHeadline,
});

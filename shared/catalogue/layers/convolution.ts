import { MAX_UNITS } from '../../document/limits';
import type { Choice } from '../../document/schema';
import { succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer, type HeadlinePart, type LayerDefinition, type Shape, sizeOf } from '../layer';
import type { BooleanParameter, ChoiceParameter, IntegerParameter } from '../parameter';
import { type WindowValues, windowsOf } from '../windows';
import { choice, entryPart, fansOf, initializerParameter, textPart, weight } from './common';
import {
  paddingParameter,
  perAxis,
  type Rank,
  stridesParameter,
  windowValues,
  withRoom,
} from './windowed';

export const filtersParameter: IntegerParameter = {
  type: 'integer',
  label: { en: 'Filters', zh: '卷积核个数' },
  help: {
    en: 'Number of output channels, one a filter.',
    zh: '输出通道数，每个卷积核一个通道。',
  },
  default: 16,
  minimum: 1,
  maximum: MAX_UNITS,
};

export const kernelSizeParameter = (rank: Rank) =>
  perAxis(
    rank,
    3,
    { en: 'Kernel size', zh: '卷积核大小' },
    rank === 1
      ? { en: 'Steps that a filter sees at once.', zh: '卷积核一次覆盖的步数。' }
      : {
          en: 'Pixels that a filter sees at once: height, width.',
          zh: '卷积核一次覆盖的像素：高、宽。',
        },
  );

export const dilationParameter = (rank: Rank) =>
  perAxis(
    rank,
    1,
    { en: 'Dilation', zh: '膨胀率' },
    {
      en: 'Distance between neighbouring weights of a kernel; 1 leaves no gaps.',
      zh: '卷积核中相邻权重之间的距离；1 表示没有空隙。',
    },
  );

export const activationParameter: ChoiceParameter = {
  type: 'choice',
  catalogue: 'activation',
  label: { en: 'Activation', zh: '激活函数' },
  help: {
    en: 'The function f applied to every number of the output.',
    zh: '作用于输出中每个数的函数 f。',
  },
  default: choice('relu'),
};

export const useBiasParameter: BooleanParameter = {
  type: 'boolean',
  label: { en: 'Bias', zh: '使用偏置' },
  help: {
    en: 'Adds a trained number to every output channel. Not needed right before a batch normalization.',
    zh: '为每个输出通道加上一个可训练的数。若其后紧接批量规范化，则不需要。',
  },
  default: true,
};

export const kernelInitializerParameter = initializerParameter(
  { en: 'Weight initializer', zh: '权重初始化' },
  {
    en: 'How the kernel starts: decides whether signals and gradients keep their size through the layers.',
    zh: '卷积核的初始值：决定信号与梯度逐层传播时能否保持大小。',
  },
  'heNormal',
);

export const biasInitializerParameter: ChoiceParameter = {
  ...initializerParameter(
    { en: 'Bias initializer', zh: '偏置初始化' },
    { en: 'How b starts; nearly always zeros.', zh: 'b 的初始值，几乎总是零。' },
    'zeros',
  ),
  visibleWhen: ({ useBias }) => useBias !== false,
};

/** Parameters that every convolution with a trained output has. */
export const convolutionParameters = (rank: Rank) =>
  ({
    filters: filtersParameter,
    kernelSize: kernelSizeParameter(rank),
    strides: stridesParameter(rank, 1),
    padding: paddingParameter('valid'),
    dilation: dilationParameter(rank),
    activation: activationParameter,
    useBias: useBiasParameter,
    kernelInitializer: kernelInitializerParameter,
    biasInitializer: biasInitializerParameter,
  }) as const;

interface BiasValues {
  readonly useBias: boolean;
  readonly biasInitializer: Choice;
}

/** One bias a channel, where there is one. */
export const biasWeights = (channels: number, { useBias, biasInitializer }: BiasValues) =>
  useBias ? [weight('bias', [channels], biasInitializer)] : [];

/** Bias and activation: one operation a number of the output each. */
export const outputFlops = (
  output: Shape,
  { useBias, activation }: { readonly useBias: boolean; readonly activation: Choice },
): number => sizeOf(output) * ((useBias ? 1 : 0) + (activation.kind === 'linear' ? 0 : 1));

/** Output shape of windows over a sample: [places …, channels]. */
export function placesOf(input: Shape, values: WindowValues): Shape {
  const { rows, columns } = windowsOf(input, values);
  return values.kernelSize.length === 1 ? [columns.count] : [rows.count, columns.count];
}

/** `16 × (3 × 3) · ReLU · He normal`: channels, kernel, activation, initializer. */
export const convolutionHeadline = (
  channels: number,
  kernelSize: readonly number[],
  activation: Choice,
  initializer: Choice,
): readonly HeadlinePart[] => [
  textPart(`${channels} × (${formatShape(kernelSize)})`),
  entryPart('activation', activation),
  entryPart('initializer', initializer),
];

/** What a convolution of one rank says of itself beside the rules that all ranks share. */
type Named = Pick<LayerDefinition, 'kind' | 'label' | 'summary' | 'formula' | 'source' | 'icon'>;

/** A convolution over sequences or pictures; kernel [kernel axes …, channels in, filters]. */
export const defineConvolution = (rank: Rank, named: Named): LayerDefinition =>
  defineLayer({
    ...named,
    group: 'convolution',
    inputs: 'one',
    hasOutput: true,
    parameters: convolutionParameters(rank),
    shape([first], values) {
      const window = windowValues(values);
      const input = withRoom(first, rank, window);
      return input.ok ? succeed([...placesOf(first, window), values.filters]) : input;
    },
    weights([first], values) {
      const shape = [...values.kernelSize, first[rank], values.filters];
      const kernel = {
        name: 'kernel',
        shape,
        trainable: true,
        initializer: values.kernelInitializer,
        ...fansOf(shape),
      };
      return [kernel, ...biasWeights(values.filters, values)];
    },
    flops: ([first], output, values) =>
      2 * sizeOf(output) * sizeOf(values.kernelSize) * first[rank] + outputFlops(output, values),
    // Every window as a row, and its gradient on the way back.
    workspace: ([first], output, { kernelSize, filters }) =>
      2 * (sizeOf(output) / filters) * sizeOf(kernelSize) * first[rank],
    headline: ({ filters, kernelSize, activation, kernelInitializer }) =>
      convolutionHeadline(filters, kernelSize, activation, kernelInitializer),
  });

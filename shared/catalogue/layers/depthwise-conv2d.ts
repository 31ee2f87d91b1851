import type { Choice } from '../../document/schema';
import { succeed } from '../../result';
import { defineLayer, type Shape, sizeOf, type WeightSpec } from '../layer';
import type { IntegerParameter } from '../parameter';
import {
  biasWeights,
  convolutionHeadline,
  convolutionParameters,
  outputFlops,
  placesOf,
} from './convolution';
import { windowValues, withRoom } from './windowed';

export const depthMultiplierParameter: IntegerParameter = {
  type: 'integer',
  label: { en: 'Depth multiplier', zh: '通道倍数' },
  help: {
    en: 'Output channels that each input channel gives.',
    zh: '每个输入通道产生的输出通道数。',
  },
  default: 1,
  minimum: 1,
  maximum: 1_024,
};

/** Kernel of a depthwise convolution. Every output sums one channel only, which its shape does not tell. */
export function depthwiseKernel(
  name: string,
  kernelSize: readonly number[],
  channels: number,
  multiplier: number,
  initializer: Choice,
): WeightSpec {
  const fanIn = sizeOf(kernelSize);
  const shape: Shape = [...kernelSize, channels, multiplier];
  const fans = { fanIn, fanOut: fanIn * multiplier };
  return { name, shape, trainable: true, initializer, ...fans, filterAxes: [2, 3] };
}

const { filters: _filters, ...sharedParameters } = convolutionParameters(2);

export const depthwiseConv2d = defineLayer({
  kind: 'depthwiseConv2d',
  label: { en: 'Depthwise convolution 2D', zh: '二维逐通道卷积' },
  summary: {
    en: 'Filters every channel of a picture by itself: few weights, and no channel sees another.',
    zh: '对图像的每个通道单独做卷积：权重很少，通道之间互不影响。',
  },
  formula: 'y[i, j, c·m + q] = φ(Σₖ,ₗ x[i·s + k·d − p, j·s + l·d − p, c]·W[k, l, c, q] + b)',
  source: 'Sifre (2014), Rigid-motion scattering, section 6.2; Howard et al. (2017), MobileNets',
  group: 'convolution',
  icon: 'layers',
  inputs: 'one',
  hasOutput: true,
  parameters: { depthMultiplier: depthMultiplierParameter, ...sharedParameters },
  shape([first], values) {
    const window = windowValues(values);
    const input = withRoom(first, 2, window);
    return input.ok
      ? succeed([...placesOf(first, window), first[2] * values.depthMultiplier])
      : input;
  },
  weights([first], values) {
    const { kernelSize, depthMultiplier, kernelInitializer } = values;
    return [
      depthwiseKernel('kernel', kernelSize, first[2], depthMultiplier, kernelInitializer),
      ...biasWeights(first[2] * depthMultiplier, values),
    ];
  },
  flops: (_inputs, output, values) =>
    2 * sizeOf(output) * sizeOf(values.kernelSize) + outputFlops(output, values),
  headline: ({ depthMultiplier, kernelSize, activation, kernelInitializer }) =>
    convolutionHeadline(depthMultiplier, kernelSize, activation, kernelInitializer),
});

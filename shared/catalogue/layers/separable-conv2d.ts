import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { initializerParameter, weight } from './common';
import {
  biasWeights,
  convolutionHeadline,
  convolutionParameters,
  outputFlops,
  placesOf,
} from './convolution';
import { depthMultiplierParameter, depthwiseKernel } from './depthwise-conv2d';
import { windowValues, withRoom } from './windowed';

const { kernelInitializer, biasInitializer, ...windowParameters } = convolutionParameters(2);

export const separableConv2d = defineLayer({
  kind: 'separableConv2d',
  label: { en: 'Separable convolution 2D', zh: '二维深度可分离卷积' },
  summary: {
    en: 'A depthwise convolution, then a 1 × 1 convolution that mixes the channels: a convolution with far fewer weights.',
    zh: '先逐通道卷积，再用 1 × 1 卷积混合各通道：权重远少于普通卷积。',
  },
  formula: 'y = φ(depthwise(x)·P + b), P: [channels·m, filters]',
  source: 'Chollet (2017), Xception, section 1.1; Sifre (2014), Rigid-motion scattering',
  group: 'convolution',
  icon: 'split',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    depthMultiplier: depthMultiplierParameter,
    ...windowParameters,
    kernelInitializer: {
      ...kernelInitializer,
      label: { en: 'Depthwise initializer', zh: '逐通道权重初始化' },
    },
    pointwiseInitializer: initializerParameter(
      { en: 'Pointwise initializer', zh: '逐点权重初始化' },
      { en: 'How the 1 × 1 kernel P starts.', zh: '1 × 1 卷积核 P 的初始值。' },
      'heNormal',
    ),
    biasInitializer,
  },
  shape([first], values) {
    const window = windowValues(values);
    const input = withRoom(first, 2, window);
    return input.ok ? succeed([...placesOf(first, window), values.filters]) : input;
  },
  weights([first], values) {
    const { kernelSize, depthMultiplier, filters } = values;
    const depthwise = values.kernelInitializer;
    const pointwise = [1, 1, first[2] * depthMultiplier, filters];
    return [
      depthwiseKernel('depthwiseKernel', kernelSize, first[2], depthMultiplier, depthwise),
      weight('pointwiseKernel', pointwise, values.pointwiseInitializer),
      ...biasWeights(filters, values),
    ];
  },
  flops([first], output, values) {
    const middle = (sizeOf(output) / values.filters) * first[2] * values.depthMultiplier;
    return 2 * middle * (sizeOf(values.kernelSize) + values.filters) + outputFlops(output, values);
  },
  // Between the two convolutions: the signal, and its gradient on the way back.
  workspace: ([first], output, { filters, depthMultiplier }) =>
    2 * (sizeOf(output) / filters) * first[2] * depthMultiplier,
  headline: (values) =>
    convolutionHeadline(
      values.filters,
      values.kernelSize,
      values.activation,
      values.kernelInitializer,
    ),
});

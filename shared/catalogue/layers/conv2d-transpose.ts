import { defineLayer, sizeOf } from '../layer';
import { transposedLength } from '../windows';
import {
  biasWeights,
  convolutionHeadline,
  convolutionParameters,
  outputFlops,
} from './convolution';
import { windowValues, withinLimits, withPlaces } from './windowed';

export const conv2dTranspose = defineLayer({
  kind: 'conv2dTranspose',
  label: { en: 'Transposed convolution 2D', zh: '二维转置卷积' },
  summary: {
    en: 'Spreads every place over a window with trained weights: enlarges pictures, as the backward pass of a convolution does.',
    zh: '用可训练的权重把每个位置铺到一个窗口上：放大图像，与卷积的反向传播相同。',
  },
  formula: 'y[i·s + k·d − p, j·s + l·d − p, f] += x[i, j, c]·W[k, l, f, c]; φ(y + b[f])',
  source:
    'Dumoulin & Visin (2016), A guide to convolution arithmetic, chapter 4; Zeiler et al. (2010)',
  group: 'convolution',
  icon: 'scaling',
  inputs: 'one',
  hasOutput: true,
  parameters: convolutionParameters(2),
  shape([first], values) {
    const { kernelSize, strides, dilation, padding } = windowValues(values);
    const input = withPlaces(first, 2);
    if (!input.ok) return input;
    const places = kernelSize.map((kernel, axis) =>
      transposedLength(first[axis], kernel, strides[axis], dilation[axis], padding),
    );
    return withinLimits([...places, values.filters]);
  },
  weights([first], values) {
    const { kernelSize, strides, filters, kernelInitializer } = values;
    const window = sizeOf(kernelSize);
    const kernel = {
      name: 'kernel',
      shape: [...kernelSize, filters, first[2]],
      trainable: true,
      initializer: kernelInitializer,
      // Strides spread windows out, so that fewer of them meet at one place: a share of 1 ÷ strides, on average.
      fanIn: (window * first[2]) / sizeOf(strides),
      fanOut: window * filters,
      filterAxes: [2],
    };
    return [kernel, ...biasWeights(filters, values)];
  },
  // What every place adds to its window, as a row: while the layer runs.
  workspace: ([first], _output, { kernelSize, filters }) =>
    first[0] * first[1] * sizeOf(kernelSize) * filters,
  flops: ([first], output, values) =>
    2 * sizeOf(first) * sizeOf(values.kernelSize) * values.filters + outputFlops(output, values),
  headline: ({ filters, kernelSize, activation, kernelInitializer }) =>
    convolutionHeadline(filters, kernelSize, activation, kernelInitializer),
});

import type { Shape } from '../../../catalogue/layer';
import { extentOf, type WindowValues, windowAxes } from '../../../catalogue/windows';
import type { Route } from '../../route';
import { integer, integers, type Operations, weightOf, writerOf } from '../operations';
import { dilatedAttributes } from './windows';

export interface ConvolutionValues extends WindowValues {
  readonly filters: number;
  readonly useBias: boolean;
  readonly depthMultiplier: number;
}

/** [kernel axes …, channels in, filters] → [filters, channels in, kernel axes …]. */
export const KERNEL_ROUTES: Readonly<Record<1 | 2, Route>> = {
  1: { axes: [2, 1, 0] },
  2: { axes: [3, 2, 0, 1] },
};

/** [height, width, channels, multiplier] → [channels · multiplier, 1, height, width]. */
export const DEPTHWISE_ROUTE: Route = { axes: [2, 3, 0, 1] };

/** [height, width, filters, channels in] → [channels in, filters, height, width]. */
export const TRANSPOSE_ROUTE: Route = { axes: [3, 2, 0, 1] };

const biasOf = (ops: Operations, channels: number, useBias: boolean): readonly string[] =>
  useBias ? [weightOf(ops, 'bias', [channels])] : [];

const convolution = (kind: string, rank: 1 | 2) =>
  writerOf<ConvolutionValues>(kind, 'first', (ops, { values, inputShapes: [sample] }) => {
    const { filters, kernelSize, useBias } = values;
    const shape = [filters, sample[rank], ...kernelSize];
    const kernel = weightOf(ops, 'kernel', shape, KERNEL_ROUTES[rank]);
    return ops.op('Conv', [ops.input(0, 'first'), kernel, ...biasOf(ops, filters, useBias)], {
      ...dilatedAttributes(windowAxes(sample, values)),
      group: integer(1),
    });
  });

function depthwise(
  ops: Operations,
  sample: Shape,
  values: ConvolutionValues,
  kernel: string,
  bias: readonly string[],
): string {
  const channels = sample[2];
  const shape = [channels * values.depthMultiplier, 1, ...values.kernelSize];
  const weights = weightOf(ops, kernel, shape, DEPTHWISE_ROUTE);
  return ops.op('Conv', [ops.input(0, 'first'), weights, ...bias], {
    ...dilatedAttributes(windowAxes(sample, values)),
    group: integer(channels),
  });
}

const depthwiseConv2d = writerOf<ConvolutionValues>(
  'depthwiseConv2d',
  'first',
  (ops, { values, inputShapes: [sample] }) => {
    const bias = biasOf(ops, sample[2] * values.depthMultiplier, values.useBias);
    return depthwise(ops, sample, values, 'kernel', bias);
  },
);

const separableConv2d = writerOf<ConvolutionValues>(
  'separableConv2d',
  'first',
  (ops, { values, inputShapes: [sample] }) => {
    const { filters, depthMultiplier, useBias } = values;
    const middle = depthwise(ops, sample, values, 'depthwiseKernel', []);
    const shape = [filters, sample[2] * depthMultiplier, 1, 1];
    const pointwise = weightOf(ops, 'pointwiseKernel', shape, KERNEL_ROUTES[2]);
    return ops.op('Conv', [middle, pointwise, ...biasOf(ops, filters, useBias)]);
  },
);

/**
 * The operator gives (size − 1)·stride + extent places and as many more behind as `output_padding` says, less the
 * pads; the app's are a piece of these, which begins where its windows' zeros end.
 */
const conv2dTranspose = writerOf<ConvolutionValues>(
  'conv2dTranspose',
  'first',
  (ops, { values, inputShapes: [sample], outputShape }) => {
    const { filters, kernelSize, useBias } = values;
    const axes = windowAxes(outputShape, values);
    const whole = axes.map(
      ({ kernel, stride, dilation }, axis) =>
        (sample[axis] - 1) * stride + extentOf(kernel, dilation),
    );
    const end = axes.map(({ before, size }) => before + size);
    const kernel = weightOf(ops, 'kernel', [sample[2], filters, ...kernelSize], TRANSPOSE_ROUTE);
    const inputs = [ops.input(0, 'first'), kernel, ...biasOf(ops, filters, useBias)];
    return ops.op('ConvTranspose', inputs, {
      kernel_shape: integers(kernelSize),
      strides: integers(values.strides),
      dilations: integers(axes.map(({ dilation }) => dilation)),
      pads: integers([
        ...axes.map(({ before }) => before),
        ...whole.map((places, axis) => Math.max(0, places - end[axis])),
      ]),
      output_padding: integers(whole.map((places, axis) => Math.max(0, end[axis] - places))),
      group: integer(1),
    });
  },
);

export const convolutionWriters = [
  convolution('conv1d', 1),
  convolution('conv2d', 2),
  conv2dTranspose,
  depthwiseConv2d,
  separableConv2d,
];

import type { Shape } from '../../../catalogue/layer';
import { extentOf, type WindowValues, windowAxes } from '../../../catalogue/windows';
import type { NamedRoute } from '../../route';
import { applied, type LayerSource, writerOf } from '../layer';
import { sizeLiteral } from '../text';
import { around, setting } from './windows';

interface ConvolutionValues extends WindowValues {
  readonly filters: number;
  readonly useBias: boolean;
  readonly depthMultiplier: number;
}

const bias = { tensor: 'bias' };
const without = (useBias: boolean): string => (useBias ? '' : ', bias=False');

/** [kernel axes …, channels in, filters] → [filters, channels in, kernel axes …]. */
const KERNELS: Readonly<Record<1 | 2, NamedRoute>> = {
  1: { tensor: 'weight', axes: [2, 1, 0] },
  2: { tensor: 'weight', axes: [3, 2, 0, 1] },
};

/** The settings of a convolution's windows, and its input with what lies around. */
function windowed(sample: Shape, values: ConvolutionValues) {
  const { strides, dilation } = values;
  const { setting: padding, padded } = around(windowAxes(sample, values));
  const settings = `${setting('stride', strides, 1)}${padding}${setting('dilation', dilation, 1)}`;
  return { settings, padded };
}

const convolution = (kind: string, rank: 1 | 2) =>
  writerOf<ConvolutionValues>(kind, 'first', ({ values, inputShapes: [sample] }) => {
    const { filters, kernelSize, useBias } = values;
    const { settings, padded } = windowed(sample, values);
    const sizes = `${sample[rank]}, ${filters}, ${sizeLiteral(kernelSize)}`;
    return {
      module: {
        made: `nn.Conv${rank}d(${sizes}${settings}${without(useBias)})`,
        routes: { kernel: KERNELS[rank], bias },
      },
      call: ([x], self) => `${self}(${padded(x)})`,
    };
  });

/** [height, width, channels, multiplier] → [channels · multiplier, 1, height, width]. */
const depthwiseRoute = (tensor: string): NamedRoute => ({
  tensor,
  axes: [2, 3, 0, 1],
  shape: ([height, width, channels, multiplier]: Shape) => [
    channels * multiplier,
    1,
    height,
    width,
  ],
});

function depthwise(sample: Shape, values: ConvolutionValues, useBias: boolean) {
  const { kernelSize, depthMultiplier } = values;
  const channels = sample[2];
  const { settings, padded } = windowed(sample, values);
  const sizes = `${channels}, ${channels * depthMultiplier}, ${sizeLiteral(kernelSize)}`;
  return { made: `nn.Conv2d(${sizes}${settings}, groups=${channels}${without(useBias)})`, padded };
}

const depthwiseConv2d = writerOf<ConvolutionValues>(
  'depthwiseConv2d',
  'first',
  ({ values, inputShapes: [sample] }) => {
    const { made, padded } = depthwise(sample, values, values.useBias);
    return {
      module: { made, routes: { kernel: depthwiseRoute('weight'), bias } },
      call: ([x], self) => `${self}(${padded(x)})`,
    };
  },
);

const separableConv2d = writerOf<ConvolutionValues>(
  'separableConv2d',
  'first',
  ({ values, inputShapes: [sample] }) => {
    const { made, padded } = depthwise(sample, values, false);
    const channels = sample[2] * values.depthMultiplier;
    const pointwise = `nn.Conv2d(${channels}, ${values.filters}, 1${without(values.useBias)})`;
    return {
      module: {
        made: `nn.Sequential(${made}, ${pointwise})`,
        routes: {
          depthwiseKernel: depthwiseRoute('0.weight'),
          pointwiseKernel: { ...KERNELS[2], tensor: '1.weight' },
          bias: { tensor: '1.bias' },
        },
      },
      call: ([x], self) => `${self}(${padded(x)})`,
    };
  },
);

/**
 * PyTorch gives (size − 1)·stride + extent places and as many more behind as `output_padding` says; the app's are a
 * piece of these, which begins where its windows' zeros end.
 */
const conv2dTranspose = writerOf<ConvolutionValues>(
  'conv2dTranspose',
  'first',
  ({ values, inputShapes: [sample], outputShape }): LayerSource => {
    const { filters, kernelSize, strides, dilation, useBias } = values;
    const windows = windowAxes(outputShape, values);
    const whole = windows.map(
      ({ kernel, stride, dilation: gap }, axis) =>
        (sample[axis] - 1) * stride + extentOf(kernel, gap),
    );
    const pieces = windows.map(({ before, size }) => ({ from: before, to: before + size }));
    const more = pieces.map(({ to }, axis) => Math.max(0, to - whole[axis]));
    const isWhole = pieces.every(
      ({ from, to }, axis) => from === 0 && to === whole[axis] + more[axis],
    );
    const slices = pieces.map(({ from, to }) => `${from}:${to}`).join(', ');
    const settings = `${setting('stride', strides, 1)}${setting('output_padding', more, 0)}${setting('dilation', dilation, 1)}`;
    const sizes = `${sample[2]}, ${filters}, ${sizeLiteral(kernelSize)}`;
    return {
      module: {
        made: `nn.ConvTranspose2d(${sizes}${settings}${without(useBias)})`,
        // [height, width, filters, channels in] → [channels in, filters, height, width].
        routes: { kernel: { tensor: 'weight', axes: [3, 2, 0, 1] }, bias },
      },
      call: (inputs, self) => `${applied(inputs, self)}${isWhole ? '' : `[:, :, ${slices}]`}`,
    };
  },
);

export const convolutionWriters = [
  convolution('conv1d', 1),
  convolution('conv2d', 2),
  conv2dTranspose,
  depthwiseConv2d,
  separableConv2d,
];

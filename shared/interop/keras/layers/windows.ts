import { fail } from '../../../result';
import {
  activationAfter,
  type Field,
  field,
  fixed,
  initializerField,
  perAxis,
  type Values,
} from '../field';
import { type LayerMapping, layer, own } from '../mapping';
import { biasFields } from './core';

/** Channels stand last here, as they do in Keras unless a config says otherwise. */
const channelsLast = fixed('data_format', 'channels_last', true);

const windowFields = (rank: number): readonly Field[] => [
  perAxis('kernelSize', 'kernel_size', rank),
  perAxis('strides', 'strides', rank, 1),
  field('padding', { usual: 'valid' }),
  channelsLast,
  perAxis('dilation', 'dilation_rate', rank, 1),
];

const convolutionFields = (rank: number): readonly Field[] => [
  field('filters'),
  ...windowFields(rank),
  fixed('groups', 1),
  activationAfter,
  initializerField('kernelInitializer', 'kernel_initializer', 'glorot_uniform'),
  ...biasFields,
];

const KERNEL = { penalised: ['kernel_regularizer'], variables: () => [own('kernel'), own('bias')] };

const conv1d = layer('conv1d', 'Conv1D', convolutionFields(1), {
  ...KERNEL,
  reads: ['Conv1D', 'Convolution1D'],
});
const conv2d = layer('conv2d', 'Conv2D', convolutionFields(2), {
  ...KERNEL,
  reads: ['Conv2D', 'Convolution2D'],
});

const plainTranspose = layer(
  'conv2dTranspose',
  'Conv2DTranspose',
  [...convolutionFields(2), fixed('output_padding', null)],
  { ...KERNEL, reads: ['Conv2DTranspose', 'Convolution2DTranspose'] },
);

/** TensorFlow.js leaves no gaps in a transposed kernel. */
const conv2dTranspose: LayerMapping = {
  ...plainTranspose,
  write(site) {
    const { dilation } = site.values as Values & { readonly dilation: readonly number[] };
    const hasGaps = dilation.some((gap) => gap > 1);
    return site.dialect === 'tfjs' && hasGaps ? fail('dilation') : plainTranspose.write(site);
  },
};

const depthFields: readonly Field[] = [
  field('depthMultiplier', { key: 'depth_multiplier', usual: 1 }),
  ...windowFields(2),
  activationAfter,
  initializerField('kernelInitializer', 'depthwise_initializer', 'glorot_uniform'),
  ...biasFields,
];

const depthwiseConv2d = layer('depthwiseConv2d', 'DepthwiseConv2D', depthFields, {
  penalised: ['depthwise_regularizer'],
  variables: () => [own('depthwise_kernel', 'kernel'), own('bias')],
});

const separableConv2d = layer(
  'separableConv2d',
  'SeparableConv2D',
  [
    field('filters'),
    ...depthFields,
    initializerField('pointwiseInitializer', 'pointwise_initializer', 'glorot_uniform'),
  ],
  {
    reads: ['SeparableConv2D', 'SeparableConvolution2D'],
    penalised: ['depthwise_regularizer', 'pointwise_regularizer'],
    variables: () => [
      own('depthwise_kernel', 'depthwiseKernel'),
      own('pointwise_kernel', 'pointwiseKernel'),
      own('bias'),
    ],
  },
);

/** A pooling whose config says no strides steps by its window. */
const pooling = (kind: string, className: string, rank: number): LayerMapping => {
  const mapping = layer(kind, className, [
    perAxis('kernelSize', 'pool_size', rank, 2),
    perAxis('strides', 'strides', rank),
    field('padding', { usual: 'valid' }),
    channelsLast,
  ]);
  return {
    ...mapping,
    read: ({ config, ...rest }, site) =>
      mapping.read(
        { ...rest, config: { ...config, strides: config.strides ?? config.pool_size ?? 2 } },
        site,
      ),
  };
};

/** Which class it is depends on how many axes a sample has. */
const globalPooling = (kind: string, stem: string): LayerMapping =>
  layer(kind, `${stem}2D`, [channelsLast, fixed('keepdims', false)], {
    reads: [`${stem}1D`, `${stem}2D`, `${stem}3D`],
    classFor: ({ length }) => (length >= 2 && length <= 4 ? `${stem}${length - 1}D` : null),
  });

export const windowMappings: readonly LayerMapping[] = [
  conv1d,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  separableConv2d,
  pooling('maxPooling1d', 'MaxPooling1D', 1),
  pooling('maxPooling2d', 'MaxPooling2D', 2),
  pooling('averagePooling1d', 'AveragePooling1D', 1),
  pooling('averagePooling2d', 'AveragePooling2D', 2),
  globalPooling('globalMaxPooling', 'GlobalMaxPooling'),
  globalPooling('globalAveragePooling', 'GlobalAveragePooling'),
];

import { createRegistry } from '../registry';
import { activation } from './activation';
import { add } from './add';
import { attention } from './attention';
import { average } from './average';
import { averagePooling1d } from './average-pooling1d';
import { averagePooling2d } from './average-pooling2d';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { constant } from './constant';
import { conv1d } from './conv1d';
import { conv2d } from './conv2d';
import { conv2dTranspose } from './conv2d-transpose';
import { cropping1d } from './cropping1d';
import { cropping2d } from './cropping2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwise-conv2d';
import { dot } from './dot';
import { dropout } from './dropout';
import { embedding } from './embedding';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussian-noise';
import { globalAveragePooling } from './global-average-pooling';
import { globalMaxPooling } from './global-max-pooling';
import { groupNormalization } from './group-normalization';
import { gru } from './gru';
import { input } from './input';
import { layerNormalization } from './layer-normalization';
import { lstm } from './lstm';
import { maxPooling1d } from './max-pooling1d';
import { maxPooling2d } from './max-pooling2d';
import { maximum } from './maximum';
import { maxout } from './maxout';
import { multiHeadAttention } from './multi-head-attention';
import { multiply } from './multiply';
import { normClamp } from './norm-clamp';
import { output } from './output';
import { permute } from './permute';
import { repeatVector } from './repeat-vector';
import { reshape } from './reshape';
import { scale } from './scale';
import { separableConv2d } from './separable-conv2d';
import { simpleRnn } from './simple-rnn';
import { spatialDropout } from './spatial-dropout';
import { subtract } from './subtract';
import { timeDistributed } from './time-distributed';
import { upSampling1d } from './up-sampling1d';
import { upSampling2d } from './up-sampling2d';
import { zeroPadding1d } from './zero-padding1d';
import { zeroPadding2d } from './zero-padding2d';

/** Every layer that a network can be made of, in the order of the palette. */
export const LAYERS = createRegistry('layers', [
  input,
  output,
  constant,
  dense,
  maxout,
  activation,
  scale,
  conv1d,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  separableConv2d,
  maxPooling1d,
  maxPooling2d,
  averagePooling1d,
  averagePooling2d,
  globalMaxPooling,
  globalAveragePooling,
  simpleRnn,
  lstm,
  gru,
  embedding,
  timeDistributed,
  attention,
  multiHeadAttention,
  batchNormalization,
  layerNormalization,
  groupNormalization,
  normClamp,
  dropout,
  spatialDropout,
  gaussianNoise,
  flatten,
  reshape,
  permute,
  repeatVector,
  upSampling1d,
  upSampling2d,
  zeroPadding1d,
  zeroPadding2d,
  cropping1d,
  cropping2d,
  add,
  subtract,
  multiply,
  average,
  maximum,
  concatenate,
  dot,
]);

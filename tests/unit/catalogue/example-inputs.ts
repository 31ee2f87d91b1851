import type { LayerDefinition, Shape } from '../../../shared/catalogue/layer';

/** What most layers take with their default parameters: four numbers each. */
const USUAL: Readonly<Record<LayerDefinition['inputs'], readonly Shape[]>> = {
  none: [],
  one: [[4]],
  some: [[4]],
  many: [[4], [4]],
};

const SEQUENCE: readonly Shape[] = [[8, 3]];
const PICTURE: readonly Shape[] = [[6, 5, 2]];

/** Of layers that need more than that, by kind: a picture, a sequence, equal widths. */
const SPECIAL: Readonly<Record<string, readonly Shape[]>> = {
  attention: [
    [3, 2],
    [4, 2],
  ],
  gru: [[3, 2]],
  groupNormalization: [[8]],
  lstm: [[3, 2]],
  multiHeadAttention: [[3, 2]],
  permute: [[3, 2]],
  simpleRnn: [[3, 2]],
  concatenate: [[4], [3]],
  flatten: PICTURE,
  reshape: [[1]],
  spatialDropout: PICTURE,
  conv1d: SEQUENCE,
  conv2d: PICTURE,
  conv2dTranspose: PICTURE,
  depthwiseConv2d: PICTURE,
  separableConv2d: PICTURE,
  maxPooling1d: SEQUENCE,
  maxPooling2d: PICTURE,
  averagePooling1d: SEQUENCE,
  averagePooling2d: PICTURE,
  globalMaxPooling: SEQUENCE,
  globalAveragePooling: PICTURE,
  upSampling1d: SEQUENCE,
  upSampling2d: PICTURE,
  zeroPadding1d: SEQUENCE,
  zeroPadding2d: PICTURE,
  cropping1d: SEQUENCE,
  cropping2d: PICTURE,
  timeDistributed: [[3, 2]],
};

/** Shapes of samples that a layer takes with its default parameters. */
export const exampleInputs = ({ kind, inputs }: LayerDefinition): readonly Shape[] =>
  SPECIAL[kind] ?? USUAL[inputs];

import { fail, succeed } from '../../../result';
import { type Field, field, fixed } from '../field';
import { type LayerMapping, layer, own } from '../mapping';

/** Keras's own numbers, which differ from the app's, stand where a config does not say. */
const EPSILON = field('epsilon', { usual: 1e-3 });
const SCALE_AND_SHIFT = [own('gamma'), own('beta')];
const scaleAndShift: readonly Field[] = [fixed('scale', true), fixed('center', true)];

/** Over the last axis of a sample: −1, or its number in a batch, alone or in a list. */
function onLastAxis(mapping: LayerMapping): LayerMapping {
  return {
    ...mapping,
    read(described, site) {
      const { axis = -1 } = described.config;
      const only = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
      const isLast = only === null || only === -1 || only === site.inputShapes[0].length;
      return isLast ? mapping.read(described, site) : fail('axis');
    },
  };
}

const batchNormalization = layer(
  'batchNormalization',
  'BatchNormalization',
  [field('momentum', { usual: 0.99 }), EPSILON, ...scaleAndShift],
  {
    variables: () => [
      ...SCALE_AND_SHIFT,
      own('moving_mean', 'movingMean'),
      own('moving_variance', 'movingVariance'),
    ],
  },
);

const layerNormalization = layer(
  'layerNormalization',
  'LayerNormalization',
  [EPSILON, ...scaleAndShift, fixed('rms_scaling', false)],
  { variables: () => SCALE_AND_SHIFT },
);

const groupNormalization = layer(
  'groupNormalization',
  'GroupNormalization',
  [field('groups', { usual: 32 }), EPSILON, ...scaleAndShift],
  { variables: () => SCALE_AND_SHIFT, absentIn: ['tfjs'] },
);

export const normalizationMappings: readonly LayerMapping[] = [
  batchNormalization,
  layerNormalization,
  groupNormalization,
].map(onLastAxis);

const withSeed = (parameter: string) => ({
  // Keras makes a generator only where something is drawn.
  seeds: (values: Readonly<Record<string, unknown>>) =>
    (values[parameter] as number) > 0 ? ['seed_generator'] : [],
});

const dropout = layer(
  'dropout',
  'Dropout',
  [field('rate'), fixed('noise_shape', null)],
  withSeed('rate'),
);

/** Whole channels of sequences and pictures. */
const spatialDropout = layer('spatialDropout', 'SpatialDropout2D', [field('rate')], {
  ...withSeed('rate'),
  reads: ['SpatialDropout1D', 'SpatialDropout2D', 'SpatialDropout3D'],
  classFor: ({ length }) => (length >= 2 && length <= 4 ? `SpatialDropout${length - 1}D` : null),
});

/** TensorFlow.js has the one for sequences alone. */
const spatialDropoutMapping: LayerMapping = {
  ...spatialDropout,
  write(site) {
    const written = spatialDropout.write(site);
    if (!written.ok || site.dialect !== 'tfjs') return written;
    return written.value.className === 'SpatialDropout1D' ? succeed(written.value) : fail('');
  },
};

const gaussianNoise = layer(
  'gaussianNoise',
  'GaussianNoise',
  [field('deviation', { key: 'stddev' })],
  withSeed('deviation'),
);

export const regularizationMappings: readonly LayerMapping[] = [
  dropout,
  spatialDropoutMapping,
  gaussianNoise,
];

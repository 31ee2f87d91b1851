import { applied, writerOf } from '../layer';
import { numberLiteral } from '../text';

const SCALE = { gamma: { tensor: 'weight' }, beta: { tensor: 'bias' } } as const;

interface Epsilon {
  readonly epsilon: number;
}

/** Channels of a sample: the last axis of the app's shape, wherever they stand in PyTorch. */
const channelsOf = (shape: readonly number[]): number => shape[shape.length - 1];

const batchNormalization = writerOf<Epsilon & { readonly momentum: number }>(
  'batchNormalization',
  'first',
  ({ values: { epsilon, momentum }, inputShapes: [shape] }) => ({
    module: {
      made: `BatchNormalization(${channelsOf(shape)}, epsilon=${numberLiteral(epsilon)}, momentum=${numberLiteral(momentum)})`,
      routes: {
        ...SCALE,
        movingMean: { tensor: 'running_mean' },
        movingVariance: { tensor: 'running_var' },
      },
    },
    definitions: ['batch_normalization'],
    call: applied,
  }),
);

const layerNormalization = writerOf<Epsilon>(
  'layerNormalization',
  'last',
  ({ values: { epsilon }, inputShapes: [shape] }) => ({
    module: {
      made: `nn.LayerNorm(${channelsOf(shape)}, eps=${numberLiteral(epsilon)})`,
      routes: SCALE,
    },
    call: applied,
  }),
);

const groupNormalization = writerOf<Epsilon & { readonly groups: number }>(
  'groupNormalization',
  'first',
  ({ values: { groups, epsilon }, inputShapes: [shape] }) => ({
    module: {
      made: `nn.GroupNorm(${groups}, ${channelsOf(shape)}, eps=${numberLiteral(epsilon)})`,
      routes: SCALE,
    },
    call: applied,
  }),
);

const normClamp = writerOf('normClamp', 'any', () => ({
  module: null,
  definitions: ['norm_clamp'],
  call: ([x]) => `norm_clamp(${x})`,
}));

export const normalizationWriters = [
  batchNormalization,
  layerNormalization,
  groupNormalization,
  normClamp,
];

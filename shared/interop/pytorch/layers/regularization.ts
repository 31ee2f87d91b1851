import { applied, writerOf } from '../layer';
import { numberLiteral } from '../text';

interface Rate {
  readonly rate: number;
}

const dropout = writerOf<Rate>('dropout', 'any', ({ values: { rate } }) => ({
  module: { made: `nn.Dropout(${numberLiteral(rate)})`, routes: {} },
  call: applied,
}));

/** Whole channels, by the number of axes that a channel has. */
const CHANNEL_DROPOUTS = ['Dropout', 'Dropout1d', 'Dropout2d', 'Dropout3d'];

const spatialDropout = writerOf<Rate>(
  'spatialDropout',
  'first',
  ({ values: { rate }, inputShapes: [shape] }) => {
    const named = CHANNEL_DROPOUTS[shape.length - 1];
    if (named)
      return { module: { made: `nn.${named}(${numberLiteral(rate)})`, routes: {} }, call: applied };
    // PyTorch has none for more axes; a channel seen as one row is the same.
    const made = `nn.Dropout1d(${numberLiteral(rate)})`;
    return {
      module: { made, routes: {} },
      call: ([x], self) => `${self}(${x}.flatten(2)).reshape(${x}.shape)`,
    };
  },
);

const gaussianNoise = writerOf<{ readonly deviation: number }>(
  'gaussianNoise',
  'any',
  ({ values: { deviation } }) => ({
    module: { made: `GaussianNoise(${numberLiteral(deviation)})`, routes: {} },
    definitions: ['gaussian_noise'],
    call: applied,
  }),
);

export const regularizationWriters = [dropout, spatialDropout, gaussianNoise];

import type { Shape } from '../../../catalogue/layer';
import { writerOf } from '../layer';
import { numberLiteral } from '../text';

const input = writerOf('input', 'last', ({ columns }) => ({
  module: null,
  call: () => (columns ? `features[:, [${columns.join(', ')}]]` : 'features'),
}));

const output = writerOf('output', 'last', () => ({ module: null, call: ([x]) => x }));

const constant = writerOf<{ readonly shape: Shape }>('constant', 'last', ({ values }) => ({
  module: {
    made: `Constant(${values.shape.map(numberLiteral).join(', ')})`,
    routes: { value: { tensor: 'value' } },
  },
  definitions: ['constant'],
  call: (_inputs, self) => `${self}(len(features))`,
}));

export const dataWriters = [input, output, constant];

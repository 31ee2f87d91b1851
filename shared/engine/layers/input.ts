import { defineEngineLayer } from '../layer';

export const input = defineEngineLayer<null>({
  kind: 'input',
  forward: (_inputs, { ops, features, columns }) => ({
    output: columns ? ops.pickColumns(features, columns) : features,
    saved: null,
  }),
  backward: () => ({ inputs: [], weights: {} }),
});

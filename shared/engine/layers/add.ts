import { defineEngineLayer } from '../layer';

export const add = defineEngineLayer<{ readonly count: number }>({
  kind: 'add',
  forward: (inputs, { ops }) => ({
    output: inputs.reduce((sum, x) => ops.add(sum, x)),
    saved: { count: inputs.length },
  }),
  backward: (dy, { count }) => ({ inputs: Array.from({ length: count }, () => dy), weights: {} }),
});

import { defineEngineLayer } from '../layer';

export const concatenate = defineEngineLayer<{ readonly widths: readonly number[] }>({
  kind: 'concatenate',
  forward: (inputs, { ops }) => ({
    output: ops.joinLast(inputs),
    saved: { widths: inputs.map(({ shape }) => shape[shape.length - 1]) },
  }),
  backward: (dy, { widths }, { ops }) => ({ inputs: ops.splitLast(dy, widths), weights: {} }),
});

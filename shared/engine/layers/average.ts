import { defineEngineLayer } from '../layer';

export const average = defineEngineLayer<{ readonly count: number }>({
  kind: 'average',
  forward: (inputs, { ops }) => ({
    output: ops.divide(
      inputs.reduce((sum, x) => ops.add(sum, x)),
      inputs.length,
    ),
    saved: { count: inputs.length },
  }),
  backward(dy, { count }, { ops }) {
    const share = ops.divide(dy, count);
    return { inputs: Array.from({ length: count }, () => share), weights: {} };
  },
});

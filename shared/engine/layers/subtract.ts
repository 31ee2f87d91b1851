import { defineEngineLayer } from '../layer';

export const subtract = defineEngineLayer<{ readonly count: number }>({
  kind: 'subtract',
  forward: (inputs, { ops }) => ({
    output: inputs.reduce((rest, x) => ops.subtract(rest, x)),
    saved: { count: inputs.length },
  }),
  backward(dy, { count }, { ops }) {
    const negative = ops.negate(dy);
    const inputs = Array.from({ length: count }, (_, index) => (index === 0 ? dy : negative));
    return { inputs, weights: {} };
  },
});

import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';

/** ∂L/∂xᵢ is dy times all other inputs; never dy · y ÷ xᵢ, which fails at 0. */
export const multiply = defineEngineLayer<{ readonly inputs: readonly Tensor[] }>({
  kind: 'multiply',
  forward: (inputs, { ops }) => ({
    output: inputs.reduce((product, x) => ops.multiply(product, x)),
    saved: { inputs },
  }),
  backward(dy, { inputs }, { ops }) {
    const gradientOf = (own: number) =>
      inputs.reduce(
        (product, x, index) => (index === own ? product : ops.multiply(product, x)),
        dy,
      );
    return { inputs: inputs.map((_, index) => gradientOf(index)), weights: {} };
  },
});

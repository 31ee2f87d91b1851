import { defineEngineLayer } from '../layer';
import { squaresOf } from '../numbers';

/** The factor that a norm asks for. A norm that is not finite is passed on: halving it would never end. */
export function clampFactor(norm: number): number {
  let factor = 1;
  while (norm * factor > 1 && norm < Infinity) factor /= 2;
  return norm * factor < 0.8 ? factor * 10 : factor;
}

/** The L2 norm is that of the whole batch, as in the source; the factor is a constant of the step for the gradient. */
export const normClamp = defineEngineLayer<{ readonly factor: number }>({
  kind: 'normClamp',
  forward([x], { ops }) {
    const factor = clampFactor(Math.sqrt(squaresOf(ops.view(x))));
    return { output: ops.multiply(x, factor), saved: { factor } };
  },
  backward: (dy, { factor }, { ops }) => ({ inputs: [ops.multiply(dy, factor)], weights: {} }),
});

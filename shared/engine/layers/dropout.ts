import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';

/** Inverted dropout: kept values grow by 1 ÷ (1 − p), so that nothing is to be scaled outside of training. */
export const dropout = defineEngineLayer<{ readonly mask: Tensor | null }>({
  kind: 'dropout',
  forward([x], { ops, values, training, random }) {
    const rate = values.rate as number;
    if (!training || rate === 0) return { output: x, saved: { mask: null } };
    const kept = 1 / (1 - rate);
    const mask = ops.fill(x.shape, (target) => {
      for (let index = 0; index < target.length; index += 1) {
        target[index] = random.uniform() < rate ? 0 : kept;
      }
    });
    return { output: ops.multiply(x, mask), saved: { mask } };
  },
  backward: (dy, { mask }, { ops }) => ({
    inputs: [mask ? ops.multiply(dy, mask) : dy],
    weights: {},
  }),
});

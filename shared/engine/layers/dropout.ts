import type { Shape } from '../../catalogue/layer';
import { defineEngineLayer, type LayerContext } from '../layer';
import type { Tensor } from '../tensor-ops';

/** 0 with the layer's rate p, else 1 ÷ (1 − p), so that the mean of what it multiplies stays. */
export function droppedMask(shape: Shape, { ops, values, random }: LayerContext): Tensor {
  const rate = values.rate as number;
  const kept = 1 / (1 - rate);
  return ops.fill(shape, (target) => {
    for (let index = 0; index < target.length; index += 1) {
      target[index] = random.uniform() < rate ? 0 : kept;
    }
  });
}

/** Inverted dropout: kept values grow by 1 ÷ (1 − p), so that nothing is to be scaled outside of training. */
export const dropout = defineEngineLayer<{ readonly mask: Tensor | null }>({
  kind: 'dropout',
  forward([x], context) {
    const { ops, values, training } = context;
    if (!training || values.rate === 0) return { output: x, saved: { mask: null } };
    const mask = droppedMask(x.shape, context);
    return { output: ops.multiply(x, mask), saved: { mask } };
  },
  backward: (dy, { mask }, { ops }) => ({
    inputs: [mask ? ops.multiply(dy, mask) : dy],
    weights: {},
  }),
});

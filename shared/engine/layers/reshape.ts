import type { Shape } from '../../catalogue/layer';
import { defineEngineLayer, type EngineLayer } from '../layer';

/** The same numbers under the node's output shape. */
export const changeShape: Omit<EngineLayer<{ readonly shape: Shape }>, 'kind'> = {
  forward: ([x], { ops, batch, outputShape }) => ({
    output: ops.reshape(x, [batch, ...outputShape]),
    saved: { shape: x.shape },
  }),
  backward: (dy, { shape }, { ops }) => ({ inputs: [ops.reshape(dy, shape)], weights: {} }),
};

export const reshape = defineEngineLayer({ kind: 'reshape', ...changeShape });

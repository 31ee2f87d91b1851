import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';
import { droppedMask } from './dropout';

/** Inverted dropout with one draw a sample and channel, which broadcasts over all positions. */
export const spatialDropout = defineEngineLayer<{ readonly mask: Tensor | null }>({
  kind: 'spatialDropout',
  forward([x], context) {
    const { ops, values, training } = context;
    if (!training || values.rate === 0) return { output: x, saved: { mask: null } };
    const isEnd = (axis: number) => axis === 0 || axis === x.shape.length - 1;
    const shape = x.shape.map((size, axis) => (isEnd(axis) ? size : 1));
    const mask = droppedMask(shape, context);
    return { output: ops.multiply(x, mask), saved: { mask } };
  },
  backward: (dy, { mask }, { ops }) => ({
    inputs: [mask ? ops.multiply(dy, mask) : dy],
    weights: {},
  }),
});

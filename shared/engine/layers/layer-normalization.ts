import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';

/** Ba, Kiros, Hinton (2016), equations 3 and 4, over the last axis of every sample. */
export const layerNormalization = defineEngineLayer<{
  readonly normalized: Tensor;
  readonly inverse: Tensor;
}>({
  kind: 'layerNormalization',
  forward([x], { ops, values, weights }) {
    const columns = x.shape[x.shape.length - 1];
    const centred = ops.subtract(x, ops.divide(ops.sumLast(x), columns));
    const variance = ops.divide(ops.sumLast(ops.square(centred)), columns);
    const deviation = ops.sqrt(ops.add(variance, values.epsilon as number));
    const inverse = ops.divide(ops.tensor([1], [1]), deviation);
    const normalized = ops.multiply(centred, inverse);
    const output = ops.add(ops.multiply(normalized, weights.gamma), weights.beta);
    return { output, saved: { normalized, inverse } };
  },
  backward(dy, { normalized, inverse }, { ops, weights }) {
    const columns = dy.shape[dy.shape.length - 1];
    const scaled = ops.multiply(dy, weights.gamma);
    const mean = ops.divide(ops.sumLast(scaled), columns);
    const along = ops.divide(ops.sumLast(ops.multiply(scaled, normalized)), columns);
    // Mean and variance depend on x as well: their share is taken off.
    const centred = ops.subtract(scaled, ops.add(ops.multiply(normalized, along), mean));
    return {
      inputs: [ops.multiply(centred, inverse)],
      weights: {
        gamma: ops.columnSums(ops.multiply(dy, normalized), columns),
        beta: ops.columnSums(dy, columns),
      },
    };
  },
});

import { defineEngineLayer, type NamedTensors } from '../layer';
import type { Tensor } from '../tensor-ops';

/** One product for all sums, then the largest of each unit's; equal pieces share the gradient. */
export const maxout = defineEngineLayer<{
  readonly x: Tensor;
  /** [batch, units, pieces] and its maximum [batch, units, 1]. */
  readonly sums: Tensor;
  readonly largest: Tensor;
}>({
  kind: 'maxout',
  forward([x], { ops, values, weights, batch, outputShape: [units] }) {
    const flat = ops.affine(x, weights.kernel, weights.bias);
    const sums = ops.reshape(flat, [batch, units, values.pieces as number]);
    const largest = ops.maxLast(sums);
    return { output: ops.reshape(largest, [batch, units]), saved: { x, sums, largest } };
  },
  backward(
    gradient,
    { x, sums, largest },
    { ops, weights, batch, outputShape: [units] },
    needsInputs,
  ) {
    const below = ops.greater(ops.subtract(largest, sums), 0);
    const reaches = ops.subtract(ops.tensor([1], [1]), below);
    const dy = ops.divide(ops.reshape(gradient, [batch, units, 1]), ops.sumLast(reaches));
    const flat = ops.reshape(ops.multiply(reaches, dy), [batch, weights.kernel.shape[1]]);
    const kernel = ops.matMul(x, flat, true, false);
    const bias: NamedTensors = weights.bias ? { bias: ops.sumRows(flat) } : {};
    return {
      inputs: needsInputs ? [ops.matMul(flat, weights.kernel, false, true)] : [],
      weights: { kernel, ...bias },
    };
  },
});

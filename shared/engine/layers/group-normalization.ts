import { sizeOf } from '../../catalogue/layer';
import { defineEngineLayer, type LayerContext } from '../layer';
import type { Tensor } from '../tensor-ops';

/** [batch, positions, groups, channels of a group] ↔ [batch, groups, positions, channels]: its own inverse. */
const SWAP = [0, 2, 1, 3];

/** A tensor of samples as one row a group: all positions and channels that share their statistics. */
function asGroups(x: Tensor, { ops, values, batch }: LayerContext): Tensor {
  const groups = values.groups as number;
  const channels = x.shape[x.shape.length - 1];
  const positions = sizeOf(x.shape) / batch / channels;
  const apart = ops.reshape(x, [batch, positions, groups, channels / groups]);
  const together = positions === 1 ? apart : ops.transpose(apart, SWAP);
  return ops.reshape(together, [batch * groups, (positions * channels) / groups]);
}

/** The inverse of `asGroups`. */
function fromGroups(
  rows: Tensor,
  shape: readonly number[],
  { ops, values, batch }: LayerContext,
): Tensor {
  const groups = values.groups as number;
  const channels = shape[shape.length - 1];
  const positions = sizeOf(shape) / batch / channels;
  const apart = ops.reshape(rows, [batch, groups, positions, channels / groups]);
  return ops.reshape(positions === 1 ? apart : ops.transpose(apart, SWAP), shape);
}

/** Wu & He (2018), equations 1 to 7: layer normalization over one row a sample and group, γ and β a channel. */
export const groupNormalization = defineEngineLayer<{
  /** As rows of groups, and as the samples came in. */
  readonly rows: Tensor;
  readonly normalized: Tensor;
  readonly inverse: Tensor;
}>({
  kind: 'groupNormalization',
  forward([input], context) {
    const { ops, values, weights } = context;
    const x = asGroups(input, context);
    const columns = x.shape[1];
    const centred = ops.subtract(x, ops.divide(ops.sumLast(x), columns));
    const variance = ops.divide(ops.sumLast(ops.square(centred)), columns);
    const deviation = ops.sqrt(ops.add(variance, values.epsilon as number));
    const inverse = ops.divide(ops.tensor([1], [1]), deviation);
    const rows = ops.multiply(centred, inverse);
    const normalized = fromGroups(rows, input.shape, context);
    const output = ops.add(ops.multiply(normalized, weights.gamma), weights.beta);
    return { output, saved: { rows, normalized, inverse } };
  },
  backward(dy, { rows, normalized, inverse }, context) {
    const { ops, weights } = context;
    const scaled = asGroups(ops.multiply(dy, weights.gamma), context);
    const columns = scaled.shape[1];
    const mean = ops.divide(ops.sumLast(scaled), columns);
    const along = ops.divide(ops.sumLast(ops.multiply(scaled, rows)), columns);
    // Mean and variance depend on x as well: their share is taken off.
    const centred = ops.subtract(scaled, ops.add(ops.multiply(rows, along), mean));
    return {
      inputs: [fromGroups(ops.multiply(centred, inverse), dy.shape, context)],
      weights: {
        gamma: ops.sumRows(ops.multiply(dy, normalized)),
        beta: ops.sumRows(dy),
      },
    };
  },
});

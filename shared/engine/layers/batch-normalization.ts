import { sizeOf } from '../../catalogue/layer';
import { defineEngineLayer, type LayerContext, type LayerForward } from '../layer';
import type { Tensor } from '../tensor-ops';

interface Saved {
  readonly normalized: Tensor;
  /** 1 ÷ √(σ² + ε), one per feature. */
  readonly inverse: Tensor;
}

/** Every axis but the last is a sample: features × pixels share their statistics (Ioffe & Szegedy, section 3.2). */
const asRows = ({ ops }: LayerContext, x: Tensor): Tensor => {
  const columns = x.shape[x.shape.length - 1];
  return ops.reshape(x, [sizeOf(x.shape) / columns, columns]);
};

function scaleAndShift(
  x: Tensor,
  mean: Tensor,
  variance: Tensor,
  { ops, values, weights }: LayerContext,
): { readonly output: Tensor; readonly saved: Saved } {
  const deviation = ops.sqrt(ops.add(variance, values.epsilon as number));
  const inverse = ops.divide(ops.tensor([1], [1]), deviation);
  const normalized = ops.multiply(ops.subtract(x, mean), inverse);
  const output = ops.add(ops.multiply(normalized, weights.gamma), weights.beta);
  return { output, saved: { normalized, inverse } };
}

function trainingForward(x: Tensor, context: LayerContext): LayerForward<Saved> {
  const { ops, values, weights } = context;
  const [rows, columns] = x.shape;
  const mean = ops.divide(ops.columnSums(x, columns), rows);
  const squares = ops.square(ops.subtract(x, mean));
  const variance = ops.divide(ops.columnSums(squares, columns), rows);
  const momentum = values.momentum as number;
  // The variance of the batch is not made unbiased here: Keras does the same, and a batch of one would divide by 0.
  const moved = (old: Tensor, fresh: Tensor) =>
    ops.add(ops.multiply(old, momentum), ops.multiply(fresh, 1 - momentum));
  return {
    ...scaleAndShift(x, mean, variance, context),
    updates: {
      movingMean: moved(weights.movingMean, mean),
      movingVariance: moved(weights.movingVariance, variance),
    },
  };
}

export const batchNormalization = defineEngineLayer<Saved>({
  kind: 'batchNormalization',
  forward([input], context) {
    const { ops, weights, training } = context;
    const x = asRows(context, input);
    const forward = training
      ? trainingForward(x, context)
      : scaleAndShift(x, weights.movingMean, weights.movingVariance, context);
    return { ...forward, output: ops.reshape(forward.output, input.shape) };
  },
  backward(gradient, { normalized, inverse }, context) {
    const { ops, weights, training } = context;
    const dy = asRows(context, gradient);
    const [rows, columns] = dy.shape;
    const gamma = ops.columnSums(ops.multiply(dy, normalized), columns);
    const beta = ops.columnSums(dy, columns);
    const scale = ops.multiply(inverse, weights.gamma);
    // Mean and variance depend on x as well while training (Ioffe & Szegedy, section 3): their share is taken off.
    const share = () => ops.divide(ops.add(ops.multiply(normalized, gamma), beta), rows);
    const centred = training ? ops.subtract(dy, share()) : dy;
    const dx = ops.multiply(centred, scale);
    return { inputs: [ops.reshape(dx, gradient.shape)], weights: { gamma, beta } };
  },
});

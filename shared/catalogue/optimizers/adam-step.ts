import type { OptimizerStep } from '../optimizer';
import type { TensorOps } from '../tensor-ops';

interface AdamValues {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Kingma & Ba (2015), algorithm 1: the direction m̂ ÷ (√v̂ + ε) and the new running means. */
export function adamDirection<T>(
  ops: TensorOps<T>,
  { gradient, slots, step }: OptimizerStep<T>,
  { beta1, beta2, epsilon }: AdamValues,
) {
  const mean = ops.add(ops.multiply(slots.mean, beta1), ops.multiply(gradient, 1 - beta1));
  const square = ops.add(
    ops.multiply(slots.square, beta2),
    ops.multiply(ops.square(gradient), 1 - beta2),
  );
  // Running means start at 0 and are too small at first; dividing by 1 − βᵗ takes that bias out.
  const unbiasedMean = ops.divide(mean, 1 - beta1 ** step);
  const unbiasedSquare = ops.divide(square, 1 - beta2 ** step);
  const direction = ops.divide(unbiasedMean, ops.add(ops.sqrt(unbiasedSquare), epsilon));
  return { direction, slots: { mean, square } };
}

import type { TensorOps } from '../tensor-ops';

/** max(x, 0) + α(e^min(x, 0) − 1): the shape that ELU and SELU share. */
export function exponentialUnit<T>(ops: TensorOps<T>, x: T, alpha: number): T {
  return ops.add(ops.relu(x), ops.multiply(ops.expm1(ops.minimum(x, 0)), alpha));
}

/** 1 where x > 0, else α·eˣ. The exponent is capped at 0: above, e^x would overflow before it is discarded. */
export function exponentialUnitSlope<T>(ops: TensorOps<T>, x: T, alpha: number): T {
  const positive = ops.greater(x, 0);
  const below = ops.multiply(ops.exp(ops.minimum(x, 0)), alpha);
  return ops.where(positive, positive, below);
}

import type { TensorOps } from '../tensor-ops';

/** x where x > 0, else slope · x: the shape that all leaky rectifiers share. The slope broadcasts over x. */
export function leakyUnit<T>(ops: TensorOps<T>, x: T, slope: T | number): T {
  return ops.add(ops.relu(x), ops.multiply(ops.minimum(x, 0), slope));
}

/** 1 where x > 0, else the slope. */
export function leakySlope<T>(ops: TensorOps<T>, x: T, slope: T | number): T {
  const above = ops.greater(x, 0);
  return ops.add(above, ops.multiply(ops.subtract(ops.multiply(above, -1), -1), slope));
}

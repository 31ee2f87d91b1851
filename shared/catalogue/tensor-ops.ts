/**
 * The arithmetic that a formula of the catalogue may use, over any kind of tensor `T`. Activations, losses and
 * optimizers are written once against it; the engine supplies tfjs tensors, and `plain-ops.ts` supplies plain
 * rows of float64 numbers for curves, theory and finite-difference tests. So the formula drawn in the inspector
 * is the formula that trains.
 *
 * All binary operations broadcast as tfjs does; a plain number broadcasts to every element.
 * "Last" means the last axis, kept with size 1.
 */
export interface TensorOps<T> {
  add(a: T, b: T | number): T;
  subtract(a: T, b: T | number): T;
  multiply(a: T, b: T | number): T;
  divide(a: T, b: T | number): T;
  maximum(a: T, b: T | number): T;
  minimum(a: T, b: T | number): T;
  negate(x: T): T;
  abs(x: T): T;
  square(x: T): T;
  sqrt(x: T): T;
  exp(x: T): T;
  expm1(x: T): T;
  log(x: T): T;
  log1p(x: T): T;
  tanh(x: T): T;
  sigmoid(x: T): T;
  /** max(x, 0); its own operation because every backend has a fused kernel for it. */
  relu(x: T): T;
  /** The Gauss error function, for the exact GELU. */
  erf(x: T): T;
  /** 1 where x > threshold, else 0. */
  greater(x: T, threshold: number): T;
  /** −1, 0 or 1. */
  sign(x: T): T;
  /** condition · a + (1 − condition) · b without evaluating 0 · ∞: picks elementwise; condition is 0 or 1. */
  where(condition: T, a: T, b: T): T;
  sumLast(x: T): T;
  /** Sum over all axes but the last, which alone is kept. */
  sumRows(x: T): T;
  maxLast(x: T): T;
}

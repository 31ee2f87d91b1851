import { defineEngineLayer } from '../layer';
import { squaresOf } from '../numbers';
import type { EngineOps, Tensor } from '../tensor-ops';

const LARGEST = 1;
const SMALLEST = 0.8;
const GROWTH = 10;

/** The factor that a norm asks for. A norm that is not finite is passed on: halving it would never end. */
export function clampFactor(norm: number): number {
  let factor = 1;
  while (norm * factor > LARGEST && norm < Infinity) factor /= 2;
  return norm * factor < SMALLEST ? factor * GROWTH : factor;
}

/** Halvings that are made together where the norm is greater: together they bring any 32-bit float under 2. */
const HALVINGS = [64, 32, 16, 8, 4, 2, 1].map((times) => ({ above: 2 ** times, by: 2 ** -times }));

/**
 * The same on a device, where looking at the norm would wait for it: instead of one halving after the other, those
 * that are needed are found by bisection, all as operations on one number.
 */
function clampFactorOnDevice(ops: EngineOps, norm: Tensor): Tensor {
  let clamped = norm;
  let factor = ops.tensor([1], norm.shape);
  for (const { above, by } of [...HALVINGS, { above: LARGEST, by: 0.5 }]) {
    const isGreater = ops.greater(clamped, above);
    factor = ops.where(isGreater, ops.multiply(factor, by), factor);
    clamped = ops.where(isGreater, ops.multiply(clamped, by), clamped);
  }
  const isSmall = ops.greater(ops.negate(clamped), -SMALLEST);
  return ops.where(isSmall, ops.multiply(factor, GROWTH), factor);
}

/** The L2 norm is that of the whole batch, as in the source; the factor is a constant of the step for the gradient. */
export const normClamp = defineEngineLayer<{ readonly factor: Tensor | number }>({
  kind: 'normClamp',
  forward([x], { ops }) {
    const factor = ops.storage.isRemote
      ? clampFactorOnDevice(ops, ops.sqrt(ops.sumOfSquares(x)))
      : clampFactor(Math.sqrt(squaresOf(ops.view(x))));
    return { output: ops.multiply(x, factor), saved: { factor } };
  },
  backward: (dy, { factor }, { ops }) => ({ inputs: [ops.multiply(dy, factor)], weights: {} }),
});

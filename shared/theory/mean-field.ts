import type { Choice } from '../document/schema';
import { throughActivation } from './activation-moments';

/**
 * Depth in the limit of wide layers: weights N(0, σw² ÷ fan-in), biases N(0, σb²). The mean square q of
 * pre-activations follows q ← σw²·E[f(√q·z)²] + σb², and the mean square of gradients is multiplied by
 * χ = σw²·E[f′(√q·z)²] a layer on the way back: below 1 gradients vanish, above 1 they explode.
 * Source: Poole et al. (2016), Exponential expressivity in deep neural networks, equations 3 to 6.
 */
export interface Depth {
  readonly weightVariance: number;
  readonly biasVariance: number;
}

/** Units per layer do not matter in this limit; softmax is no hidden activation. */
const WIDE = 64;
const MAX_ROUNDS = 5_000;
const TOLERANCE = 1e-15;

const zeroMean = (meanSquare: number) => ({ mean: 0, meanSquare });

/** Mean square of the next layer's pre-activations. */
export function nextMeanSquare(activation: Choice, depth: Depth, meanSquare: number): number {
  const { output } = throughActivation(activation, zeroMean(meanSquare), WIDE);
  return depth.weightVariance * output.meanSquare + depth.biasVariance;
}

/** χ, the factor of the gradient's mean square per layer; √χ is that of its RMS. */
export function gradientFactor(activation: Choice, depth: Depth, meanSquare: number): number {
  return (
    depth.weightVariance * throughActivation(activation, zeroMean(meanSquare), WIDE).slopeSquare
  );
}

/**
 * Where the mean square of pre-activations settles with depth, from 1; infinite where it does not. Near the critical
 * line plain iteration takes thousands of layers, so where two steps shrink their geometric limit is taken for both
 * (Steffensen 1933, after Aitken 1926); where they do not, the limit is one that depth flees from.
 */
export function fixedPoint(activation: Choice, depth: Depth): number {
  let meanSquare = 1;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = nextMeanSquare(activation, depth, meanSquare);
    const step = next - meanSquare;
    if (!Number.isFinite(next) || Math.abs(step) <= TOLERANCE * Math.max(1, meanSquare)) {
      return next;
    }
    const afterNext = nextMeanSquare(activation, depth, next);
    const ratio = (afterNext - next) / step;
    meanSquare = Math.abs(ratio) < 1 ? Math.max(0, meanSquare + step / (1 - ratio)) : afterNext;
  }
  return meanSquare;
}

/**
 * The weight variance σw² at which gradients neither vanish nor explode for a bias variance σb²: χ = 1 at the
 * fixed point. For activations whose χ grows with σw² (tanh). Bisection between `low` and `high`.
 */
export function criticalWeightVariance(
  activation: Choice,
  biasVariance: number,
  low = 0.5,
  high = 8,
): number {
  let under = low;
  let over = high;
  for (let round = 0; round < 50; round += 1) {
    const weightVariance = (under + over) / 2;
    const depth = { weightVariance, biasVariance };
    const factor = gradientFactor(activation, depth, fixedPoint(activation, depth));
    if (factor < 1) under = weightVariance;
    else over = weightVariance;
  }
  return (under + over) / 2;
}

import type { Choice } from '../document/schema';
import { throughActivation } from './activation-moments';

/** How the weights of square layers are drawn: independent normals, or orthogonal matrices. */
export type WeightEnsemble = 'normal' | 'orthogonal';

/** s₁ of the ensemble's S-transform: −1 for normal matrices, 0 for orthogonal ones. */
const FIRST_COEFFICIENT = { normal: -1, orthogonal: 0 } as const satisfies Record<
  WeightEnsemble,
  number
>;

/**
 * Var(s²), s the singular values of the input-output Jacobian of `depth` wide layers at criticality (mean of s²
 * equal to 1): L·(μ₂ ÷ μ₁² − 1 − s₁) with μₖ = E[f′(z)^2k] at pre-activations of this mean square. 0 is dynamical
 * isometry: every direction keeps its length. Linear: L for normal weights, 0 for orthogonal ones; ReLU: 2L and L.
 * Null for activations that couple units.
 * Source: Pennington, Schoenholz, Ganguli (2017), Resurrecting the sigmoid in deep learning through
 * dynamical isometry; (2018), The emergence of spectral universality in deep networks.
 */
export function squaredSingularValueVariance(
  activation: Choice,
  ensemble: WeightEnsemble,
  depth: number,
  meanSquare = 1,
): number | null {
  const { slopeSquare, slopeFourth } = throughActivation(activation, { mean: 0, meanSquare }, 1);
  if (slopeFourth === null) return null;
  return depth * (slopeFourth / slopeSquare ** 2 - 1 - FIRST_COEFFICIENT[ensemble]);
}

import { ACTIVATIONS } from '../catalogue/activations';
import type { Choice } from '../document/schema';
import { throughActivation } from './activation-moments';

/**
 * The gain of an activation: the factor by which the deviation of weights must exceed 1 ÷ √fan for gradients to keep
 * their size, 1 ÷ √E[f′(z)²] for z ~ N(0, 1). It is √2 for ReLU and √(2 ÷ (1 + a²)) for a leaky one, as He et al.
 * (2015, equations 14 and 15) and PyTorch's `calculate_gain` have it; where PyTorch gives a rule of thumb (5/3 for
 * tanh, 1 for sigmoid, ¾ for SELU), this is the number that the condition asks for. Null for activations that couple
 * units: their gradient depends on how many there are.
 */
export function gainOf(activation: Choice): number | null {
  if (!ACTIVATIONS.get(activation.kind).elementwise) return null;
  const { slopeSquare } = throughActivation(activation, { mean: 0, meanSquare: 1 }, 1);
  return 1 / Math.sqrt(slopeSquare);
}

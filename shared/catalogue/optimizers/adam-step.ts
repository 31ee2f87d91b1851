import type { OptimizerStep } from '../optimizer';
import type { BooleanParameter } from '../parameter';
import type { TensorOps } from '../tensor-ops';

interface AdamValues {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;
}

export const amsgradParameter = {
  type: 'boolean',
  label: { en: 'AMSGrad', zh: 'AMSGrad' },
  help: {
    en: 'Divides by the largest √v so far, v ← max(v), so that steps never grow again when gradients fall (Reddi et al. 2018).',
    zh: '除以迄今最大的 √v，即 v ← max(v)，使步长不会在梯度变小后重新变大（Reddi 等，2018）。',
  },
  default: false,
} as const satisfies BooleanParameter;

export const adamSlots = ({ amsgrad }: { readonly amsgrad: boolean }): readonly string[] =>
  amsgrad ? ['mean', 'square', 'largestSquare'] : ['mean', 'square'];

/**
 * Kingma & Ba (2015), algorithm 1: the direction m̂ ÷ (√v̂ + ε) and the new running means. With AMSGrad (Reddi et
 * al. 2018, algorithm 2) v̂ is made of the largest v so far, corrected for its start as PyTorch does.
 */
export function adamDirection<T>(
  ops: TensorOps<T>,
  { gradient, slots, step }: OptimizerStep<T>,
  { beta1, beta2, epsilon, amsgrad }: AdamValues,
) {
  const mean = ops.add(ops.multiply(slots.mean, beta1), ops.multiply(gradient, 1 - beta1));
  const square = ops.add(
    ops.multiply(slots.square, beta2),
    ops.multiply(ops.square(gradient), 1 - beta2),
  );
  const largest: { readonly largestSquare?: T } = amsgrad
    ? { largestSquare: ops.maximum(slots.largestSquare, square) }
    : {};
  // Running means start at 0 and are too small at first; dividing by 1 − βᵗ takes that bias out.
  const unbiasedMean = ops.divide(mean, 1 - beta1 ** step);
  const unbiasedSquare = ops.divide(largest.largestSquare ?? square, 1 - beta2 ** step);
  const direction = ops.divide(unbiasedMean, ops.add(ops.sqrt(unbiasedSquare), epsilon));
  return { direction, slots: { mean, square, ...largest } as Readonly<Record<string, T>> };
}

import type { Parameters } from '../document/schema';
import type { Shape } from './layer';
import { checkParameters, type NumberParameter } from './parameter';

const l1: NumberParameter = {
  type: 'number',
  label: { en: 'L1 penalty λ₁', zh: 'L1 惩罚 λ₁' },
  help: {
    en: 'Adds λ₁·Σ|w| over all kernels to what is minimised: gradient + λ₁·sign(w). The loss that is shown stays without it.',
    zh: '在最小化目标中加入所有权重核的 λ₁·Σ|w|，即梯度加 λ₁·sign(w)。显示的损失不含该项。',
  },
  default: 0,
  minimum: 0,
  maximum: 1000,
};

const l2: NumberParameter = {
  type: 'number',
  label: { en: 'L2 penalty λ₂', zh: 'L2 惩罚 λ₂' },
  help: {
    en: 'Adds ½λ₂·Σw² over all kernels to what is minimised: gradient + λ₂·w. The loss that is shown stays without it.',
    zh: '在最小化目标中加入所有权重核的 ½λ₂·Σw²，即梯度加 λ₂·w。显示的损失不含该项。',
  },
  default: 0,
  minimum: 0,
  maximum: 1000,
};

/** L1 and L2 for all layers, in the settings of the training. */
export const PENALTIES = { l1, l2 } as const;

/** L1 and L2 of one layer, which any layer with kernels may have beside its own parameters; added to those for all. */
export const LAYER_PENALTIES = {
  l1: {
    ...l1,
    help: {
      en: 'Adds λ₁·Σ|w| of this layer’s kernels, on top of the penalty for all layers.',
      zh: '为该层的权重核加入 λ₁·Σ|w|，叠加在全局惩罚之上。',
    },
  },
  l2: {
    ...l2,
    help: {
      en: 'Adds ½λ₂·Σw² of this layer’s kernels, on top of the penalty for all layers.',
      zh: '为该层的权重核加入 ½λ₂·Σw²，叠加在全局惩罚之上。',
    },
  },
} as const;

export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

export const penaltyOf = (parameters: Parameters): Penalty =>
  checkParameters(LAYER_PENALTIES, parameters).values;

/** Kernels are penalised; biases, scales and shifts, which have one axis, are not (Goodfellow et al. 2016, section 7.1). */
export const isPenalised = (shape: Shape): boolean => shape.length > 1;

import type { Text } from '../../text/text';
import type { NumberParameter } from '../parameter';

/** A share of the old value that a running average or velocity keeps; below 1, or it would never forget. */
export const decayParameter = (label: Text, help: Text, standard: number): NumberParameter => ({
  type: 'number',
  label,
  help,
  default: standard,
  minimum: 0,
  maximum: 0.99999,
});

export const momentumParameter = decayParameter(
  { en: 'Momentum μ', zh: '动量 μ' },
  {
    en: 'Share of the velocity kept from step to step; steps grow up to 1 ÷ (1 − μ) times.',
    zh: '每步保留的速度比例；步长最多放大到 1 ÷ (1 − μ) 倍。',
  },
  0.9,
);

export const epsilonParameter: NumberParameter = {
  type: 'number',
  label: { en: 'Epsilon ε', zh: 'ε（epsilon）' },
  help: {
    en: 'Added to the root below the fraction, so that a tiny gradient does not make a huge step.',
    zh: '加在分母的平方根上，防止极小的梯度产生巨大的步长。',
  },
  default: 1e-8,
  minimum: 1e-12,
  maximum: 1,
  scale: 'log',
};

export const beta1Parameter = decayParameter(
  { en: 'Beta 1 β₁', zh: 'β₁' },
  { en: 'Decay of the running mean of gradients.', zh: '梯度移动平均的衰减率。' },
  0.9,
);

export const beta2Parameter = decayParameter(
  { en: 'Beta 2 β₂', zh: 'β₂' },
  { en: 'Decay of the running mean of squared gradients.', zh: '梯度平方移动平均的衰减率。' },
  0.999,
);

import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { choice, lastAxis, weight } from './common';

export const layerNormalization = defineLayer({
  kind: 'layerNormalization',
  label: { en: 'Layer normalization', zh: '层规范化' },
  summary: {
    en: 'Gives every sample mean 0 and deviation 1 over its last axis; does not depend on the batch.',
    zh: '在最后一个轴上使每个样本均值为 0、标准差为 1；与批量无关。',
  },
  formula: {
    en: 'y = γ·(x − μ) ÷ √(σ² + ε) + β; μ, σ² of the sample over its last axis',
    zh: 'y = γ·(x − μ) ÷ √(σ² + ε) + β；μ、σ² 取自该样本的最后一轴',
  },
  source: 'Ba, Kiros, Hinton (2016), Layer Normalization, equations 3 and 4',
  group: 'normalization',
  icon: 'align-center-horizontal',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    epsilon: {
      type: 'number',
      label: { en: 'Epsilon ε', zh: 'ε（epsilon）' },
      help: {
        en: 'Added to the variance, so that a constant sample does not divide by 0.',
        zh: '加在方差上，防止恒定的样本导致除以 0。',
      },
      default: 1e-5,
      minimum: 1e-8,
      maximum: 1,
      scale: 'log',
    },
  },
  shape: ([first]) => succeed(first),
  weights([first]) {
    const shape = [lastAxis(first)];
    return [weight('gamma', shape, choice('ones')), weight('beta', shape, choice('zeros'))];
  },
  flops: (_inputs, output) => 8 * sizeOf(output),
  headline: () => [],
});

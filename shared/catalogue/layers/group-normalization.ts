import { fail, succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { choice, lastAxis, textPart, weight } from './common';

export const groupNormalization = defineLayer({
  kind: 'groupNormalization',
  label: { en: 'Group normalization', zh: '组规范化' },
  summary: {
    en: 'Gives each group of channels of a sample mean 0 and deviation 1; does not depend on the batch.',
    zh: '在每个样本的每组通道内使均值为 0、标准差为 1；与批量无关。',
  },
  formula: {
    en: 'y = γ·(x − μ) ÷ √(σ² + ε) + β; μ, σ² of the sample over the channels of a group and all positions',
    zh: 'y = γ·(x − μ) ÷ √(σ² + ε) + β；μ、σ² 取自该样本一组通道的所有位置',
  },
  source: 'Wu & He (2018), Group Normalization, equations 1 to 7',
  group: 'normalization',
  icon: 'component',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    groups: {
      type: 'integer',
      label: { en: 'Groups', zh: '组数' },
      help: {
        en: 'Must divide the last axis. 1 is one group of all channels; one a channel is instance normalization.',
        zh: '须整除最后一个轴。取 1 时所有通道为一组；每通道一组即实例规范化。',
      },
      default: 4,
      minimum: 1,
      maximum: 65_536,
    },
    epsilon: {
      type: 'number',
      label: { en: 'Epsilon ε', zh: 'ε（epsilon）' },
      help: {
        en: 'Added to the variance, so that a constant group does not divide by 0.',
        zh: '加在方差上，防止恒定的组导致除以 0。',
      },
      default: 1e-5,
      minimum: 1e-8,
      maximum: 1,
      scale: 'log',
    },
  },
  shape([first], { groups }) {
    const channels = lastAxis(first);
    if (channels % groups !== 0)
      return fail({ kind: 'groups-divide', values: { groups, channels } });
    return succeed(first);
  },
  weights([first]) {
    const shape = [lastAxis(first)];
    return [weight('gamma', shape, choice('ones')), weight('beta', shape, choice('zeros'))];
  },
  flops: (_inputs, output) => 8 * sizeOf(output),
  headline: ({ groups }) => [textPart(String(groups))],
});

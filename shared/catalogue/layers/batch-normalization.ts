import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { choice, lastAxis, textPart, weight } from './common';

export const batchNormalization = defineLayer({
  kind: 'batchNormalization',
  label: { en: 'Batch normalization', zh: '批量规范化' },
  summary: {
    en: 'Gives every feature mean 0 and deviation 1 over the batch, then scales and shifts it by trained γ and β.',
    zh: '在批量内使每个特征均值为 0、标准差为 1，再用可训练的 γ 与 β 缩放和平移。',
  },
  formula: {
    en: 'y = γ·(x − μ) ÷ √(σ² + ε) + β; μ, σ² of the batch while training, moving averages otherwise',
    zh: 'y = γ·(x − μ) ÷ √(σ² + ε) + β；训练时 μ、σ² 取自小批量，其余时候取滑动平均',
  },
  source: 'Ioffe & Szegedy (2015), Batch Normalization, algorithms 1 and 2',
  group: 'normalization',
  icon: 'align-center-vertical',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    epsilon: {
      type: 'number',
      label: { en: 'Epsilon ε', zh: 'ε（epsilon）' },
      help: {
        en: 'Added to the variance, so that a constant feature does not divide by 0.',
        zh: '加在方差上，防止恒定的特征导致除以 0。',
      },
      default: 1e-5,
      minimum: 1e-8,
      maximum: 1,
      scale: 'log',
    },
    momentum: {
      type: 'number',
      label: { en: 'Momentum', zh: '动量' },
      help: {
        en: 'Share of the old value that the moving mean and variance keep: m ← momentum·m + (1 − momentum)·batch.',
        zh: '移动平均保留旧值的比例：m ← 动量·m + (1 − 动量)·当前批量。',
      },
      default: 0.9,
      minimum: 0,
      maximum: 0.9999,
    },
  },
  shape: ([first]) => succeed(first),
  weights([first]) {
    const shape = [lastAxis(first)];
    return [
      weight('gamma', shape, choice('ones')),
      weight('beta', shape, choice('zeros')),
      weight('movingMean', shape, choice('zeros'), false),
      weight('movingVariance', shape, choice('ones'), false),
    ];
  },
  flops: (_inputs, output) => 4 * sizeOf(output),
  headline: ({ momentum }) => [textPart(`momentum ${momentum}`)],
});

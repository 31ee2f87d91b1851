import { fail, succeed } from '../../result';
import { defineLayer } from '../layer';
import { textPart } from './common';

export const permute = defineLayer({
  kind: 'permute',
  label: { en: 'Permute', zh: '轴置换' },
  summary: {
    en: 'Puts the axes of a sample in another order, for example steps × features as features × steps.',
    zh: '改变样本各轴的次序，例如把 时间步 × 特征 变为 特征 × 时间步。',
  },
  formula: {
    en: 'y[j₁, j₂, …] = x[i₁, i₂, …], axis k of y is axis axes[k] of x',
    zh: 'y[j₁, j₂, …] = x[i₁, i₂, …]，y 的第 k 轴是 x 的第 axes[k] 轴',
  },
  source: 'Keras, keras.layers.Permute',
  group: 'shape',
  icon: 'arrow-right-left',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    axes: {
      type: 'shape',
      label: { en: 'Axes', zh: '轴次序' },
      help: {
        en: 'The new order of the axes, counted from 1, without the batch axis: 2, 1 transposes.',
        zh: '各轴的新次序，从 1 数起，不含批量轴：2, 1 即转置。',
      },
      default: [2, 1],
    },
  },
  shape([first], { axes }) {
    const isOrder = first.every((_, index) => axes.includes(index + 1));
    if (axes.length !== first.length || !isOrder) {
      return fail({
        kind: 'permute-axes',
        values: { axes: axes.join(', '), count: first.length },
      });
    }
    return succeed(axes.map((axis) => first[axis - 1]));
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ axes }) => [textPart(axes.join(', '))],
});

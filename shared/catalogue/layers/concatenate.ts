import { defineLayer } from '../layer';
import { joinedShape } from './merge';

export const concatenate = defineLayer({
  kind: 'concatenate',
  label: { en: 'Concatenate', zh: '拼接' },
  summary: {
    en: 'Puts its inputs side by side along the last axis, in the order of the connections.',
    zh: '按连接的顺序，沿最后一个轴把各输入并排拼接。',
  },
  formula: 'y = [x₁ | x₂ | …]',
  source: 'Keras, keras.layers.Concatenate(axis=-1); Huang et al. (2017), DenseNet, equation 2',
  group: 'merge',
  icon: 'combine',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: joinedShape,
  weights: () => [],
  flops: () => 0,
  headline: () => [],
});

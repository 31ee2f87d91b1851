import { defineLayer, sizeOf } from '../layer';
import { equalShapes } from './merge';

export const add = defineLayer({
  kind: 'add',
  label: { en: 'Add', zh: '相加' },
  summary: {
    en: 'Adds its inputs element by element; with a shortcut around some layers it makes a residual connection.',
    zh: '将各输入逐元素相加；与跨层的捷径一起构成残差连接。',
  },
  formula: 'y = x₁ + x₂ + …',
  source: 'He et al. (2016), Deep Residual Learning, equation 1',
  group: 'merge',
  icon: 'plus',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: equalShapes,
  weights: () => [],
  flops: (inputs, output) => (inputs.length - 1) * sizeOf(output),
  headline: () => [],
});

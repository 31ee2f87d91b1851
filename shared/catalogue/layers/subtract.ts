import { defineLayer, sizeOf } from '../layer';
import { equalShapes } from './merge';

export const subtract = defineLayer({
  kind: 'subtract',
  label: { en: 'Subtract', zh: '相减' },
  summary: {
    en: 'Takes all further inputs off the first, element by element, in the order of the connections.',
    zh: '按连接的顺序，从第一个输入中逐元素减去其余各输入。',
  },
  formula: 'y = x₁ − x₂ − …',
  source: 'Keras, keras.layers.Subtract',
  group: 'merge',
  icon: 'minus',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: equalShapes,
  weights: () => [],
  flops: (inputs, output) => (inputs.length - 1) * sizeOf(output),
  headline: () => [],
});

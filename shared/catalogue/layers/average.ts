import { defineLayer, sizeOf } from '../layer';
import { equalShapes } from './merge';

export const average = defineLayer({
  kind: 'average',
  label: { en: 'Average', zh: '平均' },
  summary: {
    en: 'The mean of its inputs, element by element: as Add, without the growth.',
    zh: '各输入的逐元素平均：与相加类似，但数值不会变大。',
  },
  formula: 'y = (x₁ + x₂ + … + xₙ) ÷ n',
  source: 'Keras, keras.layers.Average',
  group: 'merge',
  icon: 'equal',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: equalShapes,
  weights: () => [],
  flops: (inputs, output) => inputs.length * sizeOf(output),
  headline: () => [],
});

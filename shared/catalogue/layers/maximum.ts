import { defineLayer, sizeOf } from '../layer';
import { equalShapes } from './merge';

export const maximum = defineLayer({
  kind: 'maximum',
  label: { en: 'Maximum', zh: '取最大值' },
  summary: {
    en: 'The largest of its inputs, element by element; only that one gets the gradient.',
    zh: '各输入的逐元素最大值；只有取到最大值的输入得到梯度。',
  },
  formula: {
    en: 'y = max(x₁, x₂, …); equal inputs share the gradient evenly',
    zh: 'y = max(x₁, x₂, …)；相等的输入平分梯度',
  },
  source: 'Keras, keras.layers.Maximum; PyTorch, torch.maximum (ties)',
  group: 'merge',
  icon: 'trending-up',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: equalShapes,
  weights: () => [],
  flops: (inputs, output) => (inputs.length - 1) * sizeOf(output),
  headline: () => [],
});

import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';

export const flatten = defineLayer({
  kind: 'flatten',
  label: { en: 'Flatten', zh: '展平' },
  summary: {
    en: 'Lays all axes of a sample out as one row, for example 28 × 28 × 1 as 784, so that a Dense layer can follow.',
    zh: '将样本的所有轴展成一行，例如 28 × 28 × 1 变为 784，之后即可接全连接层。',
  },
  formula: { en: 'y[i] = x in row-major order', zh: 'y[i] = x，按行优先顺序' },
  source: 'Keras, keras.layers.Flatten',
  group: 'shape',
  icon: 'fold-horizontal',
  inputs: 'one',
  hasOutput: true,
  parameters: {},
  shape: ([first]) => succeed([sizeOf(first)]),
  weights: () => [],
  flops: () => 0,
  headline: () => [],
});

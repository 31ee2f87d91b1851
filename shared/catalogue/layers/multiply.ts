import { defineLayer, sizeOf } from '../layer';
import { equalShapes } from './merge';

export const multiply = defineLayer({
  kind: 'multiply',
  label: { en: 'Multiply', zh: '相乘' },
  summary: {
    en: 'Multiplies its inputs element by element: a gate that lets one path open and close another.',
    zh: '将各输入逐元素相乘：一条路径可作为另一条路径的门控。',
  },
  formula: { en: 'y = x₁ · x₂ · … (element by element)', zh: 'y = x₁ · x₂ · …（逐元素）' },
  source:
    'Hochreiter & Schmidhuber (1997), Long Short-Term Memory, section 4 (multiplicative gates)',
  group: 'merge',
  icon: 'x',
  inputs: 'many',
  hasOutput: true,
  parameters: {},
  shape: equalShapes,
  weights: () => [],
  flops: (inputs, output) => (inputs.length - 1) * sizeOf(output),
  headline: () => [],
});

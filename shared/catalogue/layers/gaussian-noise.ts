import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { textPart } from './common';

export const gaussianNoise = defineLayer({
  kind: 'gaussianNoise',
  label: { en: 'Gaussian noise', zh: '高斯噪声' },
  summary: {
    en: 'While training, adds normal numbers to its input, so that the network does not rely on small differences.',
    zh: '训练时给输入加上正态噪声，使网络不依赖于微小的差别。',
  },
  formula: {
    en: 'y = x + n, n ~ N(0, σ²) while training; y = x otherwise',
    zh: '训练时 y = x + n，n ~ N(0, σ²)；其余时候 y = x',
  },
  source: 'Bishop (1995), Training with Noise is Equivalent to Tikhonov Regularization, section 2',
  group: 'regularization',
  icon: 'audio-waveform',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    deviation: {
      type: 'number',
      label: { en: 'Deviation σ', zh: '标准差 σ' },
      help: { en: 'Standard deviation of the noise.', zh: '噪声的标准差。' },
      default: 0.1,
      minimum: 0,
      maximum: 1000,
    },
  },
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: (_inputs, output) => 2 * sizeOf(output),
  headline: ({ deviation }) => [textPart(`σ = ${deviation}`)],
});

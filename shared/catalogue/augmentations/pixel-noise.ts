import { defineAugmentation } from '../augmentation';

export const pixelNoise = defineAugmentation({
  kind: 'pixelNoise',
  label: { en: 'Gaussian noise', zh: '高斯噪声' },
  summary: {
    en: 'Adds a random number to every pixel, so that single pixels cannot be relied on.',
    zh: '给每个像素加上随机数，使网络不能依赖单个像素。',
  },
  formula: {
    en: 'y = x + ε, ε ~ N(0, σ²) for each number; not cut off, which would shift the mean',
    zh: 'y = x + ε，每个数各取 ε ~ N(0, σ²)；不截断，以免均值偏移',
  },
  source: 'Bishop (1995), Training with Noise is Equivalent to Tikhonov Regularization',
  parameters: {
    deviation: {
      type: 'number',
      label: { en: 'Deviation σ', zh: '标准差 σ' },
      help: { en: 'Pixels lie in 0 … 1.', zh: '像素取值为 0 … 1。' },
      default: 0.05,
      minimum: 0,
      maximum: 1,
    },
  },
  apply({ from, to, random }, { deviation }) {
    for (let index = 0; index < from.length; index += 1) {
      to[index] = from[index] + deviation * random.normal();
    }
  },
});

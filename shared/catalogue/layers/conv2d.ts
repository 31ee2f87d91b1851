import { defineConvolution } from './convolution';

export const conv2d = defineConvolution(2, {
  kind: 'conv2d',
  label: { en: 'Convolution 2D', zh: '二维卷积' },
  summary: {
    en: 'Slides filters over a picture of height × width × channels: the same weights look at every place.',
    zh: '卷积核在“高 × 宽 × 通道数”的图像上滑动：每个位置使用相同的权重。',
  },
  formula: 'y[i, j, f] = φ(Σₖ,ₗ,c x[i·s + k·d − p, j·s + l·d − p, c]·W[k, l, c, f] + b[f])',
  source: 'LeCun et al. (1989); Goodfellow, Bengio, Courville (2016), Deep Learning, section 9.5',
  icon: 'grid-3x3',
});

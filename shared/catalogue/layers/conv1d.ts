import { defineConvolution } from './convolution';

export const conv1d = defineConvolution(1, {
  kind: 'conv1d',
  label: { en: 'Convolution 1D', zh: '一维卷积' },
  summary: {
    en: 'Slides filters along a sequence of steps × channels: the same weights look at every place.',
    zh: '卷积核沿“步数 × 通道数”的序列滑动：每个位置使用相同的权重。',
  },
  formula: 'y[t, f] = φ(Σₖ,c x[t·s + k·d − p, c]·W[k, c, f] + b[f])',
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 9.5; Waibel et al. (1989)',
  icon: 'audio-waveform',
});

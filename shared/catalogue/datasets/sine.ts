import { defineDataset } from '../dataset';
import { curveSamples, makeCurve, noiseParameter, samplesParameter } from './generated';

export const sine = defineDataset({
  kind: 'sine',
  label: { en: 'Sine', zh: '正弦' },
  summary: {
    en: 'A wave: every bend costs the network some units.',
    zh: '波形：每个弯都要占用网络的一些单元。',
  },
  formula: {
    en: 'y = sin(π·periods·x) + noise, x in (−1, 1)',
    zh: 'y = sin(π·周期数·x) + 噪声，x ∈ (−1, 1)',
  },
  source:
    'Cybenko (1989), Approximation by Superpositions of a Sigmoidal Function (what a network can fit)',
  task: 'regression',
  picture: 'curve',
  origin: 'generated',
  parameters: {
    samples: samplesParameter(200),
    noise: noiseParameter(0.03),
    periods: {
      type: 'number',
      label: { en: 'Periods', zh: '周期数' },
      help: { en: 'Number of whole waves over the range of x.', zh: 'x 范围内完整波形的个数。' },
      default: 2,
      minimum: 0.25,
      maximum: 10,
    },
  },
  samples: curveSamples,
  generate: (random, { samples, noise, periods }) =>
    makeCurve(samples, noise, random, (x) => Math.sin(Math.PI * periods * x)),
});

import { defineDataset } from '../dataset';
import { curveSamples, makeCurve, noiseParameter, samplesParameter } from './generated';

export const cube = defineDataset({
  kind: 'cube',
  label: { en: 'Cube x³', zh: '立方 x³' },
  summary: {
    en: 'A cubic: flat in the middle, steep at both ends.',
    zh: '三次曲线：中间平缓，两端陡峭。',
  },
  formula: { en: 'y = x³ + noise, x in (−1, 1)', zh: 'y = x³ + 噪声，x ∈ (−1, 1)' },
  source:
    'Cybenko (1989), Approximation by Superpositions of a Sigmoidal Function (what a network can fit)',
  task: 'regression',
  picture: 'curve',
  origin: 'generated',
  parameters: { samples: samplesParameter(200), noise: noiseParameter(0.03) },
  samples: curveSamples,
  generate: (random, { samples, noise }) => makeCurve(samples, noise, random, (x) => x ** 3),
});

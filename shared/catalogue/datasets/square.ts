import { defineDataset } from '../dataset';
import { curveSamples, makeCurve, noiseParameter, samplesParameter } from './generated';

export const square = defineDataset({
  kind: 'square',
  label: { en: 'Square x²', zh: '平方 x²' },
  summary: {
    en: 'A parabola: the simplest curve that a straight line cannot follow.',
    zh: '抛物线：直线无法拟合的最简单曲线。',
  },
  formula: { en: 'y = x² + noise, x in (−1, 1)', zh: 'y = x² + 噪声，x ∈ (−1, 1)' },
  source:
    'Cybenko (1989), Approximation by Superpositions of a Sigmoidal Function (what a network can fit)',
  task: 'regression',
  picture: 'curve',
  origin: 'generated',
  parameters: { samples: samplesParameter(200), noise: noiseParameter(0.03) },
  samples: curveSamples,
  generate: (random, { samples, noise }) => makeCurve(samples, noise, random, (x) => x ** 2),
});

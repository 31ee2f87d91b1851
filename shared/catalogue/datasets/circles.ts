import { defineDataset } from '../dataset';
import {
  classLetters,
  makePoints,
  noiseParameter,
  planeSamples,
  samplesParameter,
} from './generated';

export const circles = defineDataset({
  kind: 'circles',
  label: { en: 'Circles', zh: '同心圆' },
  summary: {
    en: 'A ring around a smaller ring: no straight line separates them.',
    zh: '大环套小环：任何直线都无法将其分开。',
  },
  formula: {
    en: '(r·cos φ, r·sin φ) + noise, r = 0.9 or 0.9·factor',
    zh: '(r·cos φ, r·sin φ) + 噪声，r = 0.9 或 0.9·factor',
  },
  source: 'scikit-learn, make_circles',
  task: 'classification',
  picture: 'plane',
  origin: 'generated',
  parameters: {
    samples: samplesParameter(),
    noise: noiseParameter(0.06),
    factor: {
      type: 'number',
      label: { en: 'Inner ring', zh: '内环半径' },
      help: {
        en: 'Radius of the inner ring as a share of the outer one.',
        zh: '内环半径与外环半径之比。',
      },
      default: 0.45,
      minimum: 0.05,
      maximum: 0.95,
    },
  },
  samples: { ...planeSamples, classNames: () => classLetters(2) },
  generate: (random, { samples, noise, factor }) =>
    makePoints(samples, (index) => {
      const target = index % 2;
      const radius = 0.9 * (target === 0 ? 1 : factor);
      const angle = 2 * Math.PI * random.uniform();
      return {
        x: radius * Math.cos(angle) + noise * random.normal(),
        y: radius * Math.sin(angle) + noise * random.normal(),
        target,
      };
    }),
});

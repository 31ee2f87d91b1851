import { defineDataset } from '../dataset';
import {
  classLetters,
  makePoints,
  noiseParameter,
  planeSamples,
  samplesParameter,
} from './generated';

/** Two half circles of radius 1 span −1 … 2 by −0.5 … 1: moved and scaled into −1 … 1. */
const SCALE = 1 / 1.5;

export const moons = defineDataset({
  kind: 'moons',
  label: { en: 'Moons', zh: '双月' },
  summary: {
    en: 'Two half moons that reach into each other; a curved border separates them.',
    zh: '两个互相嵌入的半月；需用弯曲的边界分开。',
  },
  formula: {
    en: '(cos φ, sin φ) and (1 − cos φ, ½ − sin φ), φ in (0, π), scaled, + noise',
    zh: '(cos φ, sin φ) 与 (1 − cos φ, ½ − sin φ)，φ ∈ (0, π)，缩放后加噪声',
  },
  source: 'scikit-learn, make_moons',
  task: 'classification',
  picture: 'plane',
  origin: 'generated',
  parameters: { samples: samplesParameter(), noise: noiseParameter(0.08) },
  samples: { ...planeSamples, classNames: () => classLetters(2) },
  generate: (random, { samples, noise }) =>
    makePoints(samples, (index) => {
      const target = index % 2;
      const angle = Math.PI * random.uniform();
      const x = target === 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      const y = target === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      return {
        x: (x - 0.5) * SCALE + noise * random.normal(),
        y: (y - 0.25) * SCALE + noise * random.normal(),
        target,
      };
    }),
});

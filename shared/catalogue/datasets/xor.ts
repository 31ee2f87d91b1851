import { defineDataset } from '../dataset';
import {
  classLetters,
  makePoints,
  noiseParameter,
  planeSamples,
  samplesParameter,
} from './generated';

export const xor = defineDataset({
  kind: 'xor',
  label: { en: 'XOR', zh: '异或' },
  summary: {
    en: 'Opposite quarters of a square share a class: the smallest task that needs a hidden layer.',
    zh: '正方形中对角的两块属于同一类：最小的、必须有隐藏层的任务。',
  },
  formula: {
    en: 'class = [x > 0] ⊕ [y > 0], before noise is added',
    zh: '类别 = [x > 0] ⊕ [y > 0]，在加噪声之前',
  },
  source: 'Minsky & Papert (1969), Perceptrons; Rumelhart, Hinton, Williams (1986)',
  task: 'classification',
  picture: 'plane',
  origin: 'generated',
  parameters: { samples: samplesParameter(), noise: noiseParameter(0.03) },
  samples: { ...planeSamples, classNames: () => classLetters(2) },
  generate: (random, { samples, noise }) =>
    makePoints(samples, () => {
      const x = 2 * random.uniform() - 1;
      const y = 2 * random.uniform() - 1;
      return {
        x: x + noise * random.normal(),
        y: y + noise * random.normal(),
        target: Number(x > 0 !== y > 0),
      };
    }),
});

import { defineDataset } from '../dataset';
import { classLetters, makePoints, planeSamples, samplesParameter } from './generated';

export const blobs = defineDataset({
  kind: 'blobs',
  label: { en: 'Gaussian blobs', zh: '高斯团' },
  summary: {
    en: 'Round clouds, one a class: easy, unless they overlap.',
    zh: '圆形点云，每类一团：只要不重叠就很容易。',
  },
  formula: {
    en: 'N(centreₖ, σ²), centres evenly on a circle of radius 0.65',
    zh: 'N(中心ₖ, σ²)，各中心均匀分布在半径 0.65 的圆上',
  },
  source: 'scikit-learn, make_blobs',
  task: 'classification',
  picture: 'plane',
  origin: 'generated',
  parameters: {
    samples: samplesParameter(),
    noise: {
      type: 'number',
      label: { en: 'Spread σ', zh: '离散程度 σ' },
      help: { en: 'Standard deviation of a cloud.', zh: '每团点云的标准差。' },
      default: 0.15,
      minimum: 0,
      maximum: 1,
    },
    classes: {
      type: 'integer',
      label: { en: 'Classes', zh: '类别数' },
      help: { en: 'Number of clouds, one a class.', zh: '点云数，每团为一类。' },
      default: 3,
      minimum: 2,
      maximum: 10,
    },
  },
  samples: { ...planeSamples, classNames: ({ classes }) => classLetters(classes) },
  generate: (random, { samples, noise, classes }) =>
    makePoints(samples, (index) => {
      const target = index % classes;
      const angle = 2 * Math.PI * (target / classes);
      return {
        x: 0.65 * Math.cos(angle) + noise * random.normal(),
        y: 0.65 * Math.sin(angle) + noise * random.normal(),
        target,
      };
    }),
});

import { defineDataset } from '../dataset';
import {
  classLetters,
  makePoints,
  noiseParameter,
  planeSamples,
  samplesParameter,
} from './generated';

export const spirals = defineDataset({
  kind: 'spirals',
  label: { en: 'Spirals', zh: '螺旋' },
  summary: {
    en: 'Arms wound around each other: hard for small networks, a good test of depth.',
    zh: '相互缠绕的旋臂：对小网络很难，适合检验深度。',
  },
  formula: {
    en: '(r·cos φ, r·sin φ) + noise, φ = 2π(turns·r + arm ÷ classes), r in (0.05, 1)',
    zh: '(r·cos φ, r·sin φ) + 噪声，φ = 2π(圈数·r + 臂序号 ÷ 类别数)，r ∈ (0.05, 1)',
  },
  source: 'Lang & Witbrock (1988), Learning to tell two spirals apart',
  task: 'classification',
  picture: 'plane',
  origin: 'generated',
  parameters: {
    samples: samplesParameter(600),
    noise: noiseParameter(0.02),
    classes: {
      type: 'integer',
      label: { en: 'Classes', zh: '类别数' },
      help: { en: 'Number of arms, one a class.', zh: '旋臂数，每条旋臂为一类。' },
      default: 2,
      minimum: 2,
      maximum: 6,
    },
    turns: {
      type: 'number',
      label: { en: 'Turns', zh: '圈数' },
      help: { en: 'How often an arm winds around the centre.', zh: '每条旋臂绕中心的圈数。' },
      default: 1.25,
      minimum: 0.25,
      maximum: 4,
    },
  },
  samples: { ...planeSamples, classNames: ({ classes }) => classLetters(classes) },
  generate: (random, { samples, noise, classes, turns }) =>
    makePoints(samples, (index) => {
      const target = index % classes;
      // The square root spreads points evenly over the arm's area instead of crowding the centre.
      const radius = 0.05 + 0.95 * Math.sqrt(random.uniform());
      const angle = 2 * Math.PI * (turns * radius + target / classes);
      return {
        x: radius * Math.cos(angle) + noise * random.normal(),
        y: radius * Math.sin(angle) + noise * random.normal(),
        target,
      };
    }),
});

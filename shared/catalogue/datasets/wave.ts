import { defineDataset } from '../dataset';
import { noiseParameter } from './generated';
import { sequencesParameter, stepsParameter } from './sequences';

/** Shortest and longest period: a window of usual length shows at least half of a wave. */
const MINIMUM_PERIOD = 12;
const MAXIMUM_PERIOD = 40;

export const wave = defineDataset({
  kind: 'wave',
  label: { en: 'Sine sequences', zh: '正弦序列' },
  summary: {
    en: 'A piece of a sine wave of unknown period and phase: predict how it goes on.',
    zh: '周期与相位未知的一段正弦波：预测它接下来的走势。',
  },
  formula: {
    en: 'x: [steps, 1], x[t] = sin(2π·t/p + φ) + noise, p in (12, 40), φ in (0, 2π); y = the next values, without noise',
    zh: 'x：[steps, 1]，x[t] = sin(2π·t/p + φ) + 噪声，p ∈ (12, 40)，φ ∈ (0, 2π)；y = 接下来的值，不含噪声',
  },
  source: 'Hochreiter & Schmidhuber (1997), § 1 (prediction of series); Elman (1990)',
  task: 'regression',
  picture: 'sequence',
  origin: 'generated',
  parameters: {
    samples: sequencesParameter(1000),
    steps: stepsParameter(24),
    ahead: {
      type: 'integer',
      label: { en: 'Values to predict', zh: '预测的个数' },
      help: {
        en: 'How many of the values after the window are to be predicted.',
        zh: '要预测窗口之后的多少个值。',
      },
      default: 1,
      minimum: 1,
      maximum: 50,
    },
    noise: noiseParameter(0.05),
  },
  samples: {
    featureShape: ({ steps }) => [steps, 1],
    featureNames: [],
    targetNames: ({ ahead }) => Array.from({ length: ahead }, (_, index) => `t + ${index + 1}`),
    classNames: () => [],
  },
  generate(random, { samples, steps, ahead, noise }) {
    const features = new Float32Array(samples * steps);
    const targets = new Float32Array(samples * ahead);
    for (let sample = 0; sample < samples; sample += 1) {
      const period = MINIMUM_PERIOD + (MAXIMUM_PERIOD - MINIMUM_PERIOD) * random.uniform();
      const phase = 2 * Math.PI * random.uniform();
      const at = (step: number) => Math.sin((2 * Math.PI * step) / period + phase);
      for (let step = 0; step < steps; step += 1) {
        features[sample * steps + step] = at(step) + noise * random.normal();
      }
      for (let step = 0; step < ahead; step += 1) targets[sample * ahead + step] = at(steps + step);
    }
    return { type: 'samples', count: samples, features, targets };
  },
});

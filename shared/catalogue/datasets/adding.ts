import { defineDataset } from '../dataset';
import { sequencesParameter, stepsParameter } from './sequences';

const FEATURES = 2;

export const adding = defineDataset({
  kind: 'adding',
  label: { en: 'Adding problem', zh: '加法问题' },
  summary: {
    en: 'Two of many numbers are marked: predict their sum. Always answering 1 leaves a mean squared error of 0.167; less means that something was remembered.',
    zh: '在许多数中有两个带标记，要预测它们的和。始终回答 1 的均方误差为 0.167；低于它才说明网络记住了东西。',
  },
  formula: {
    en: 'x: [steps, 2], x[t] = (uₜ, mₜ), uₜ ~ U(0, 1), mₜ = 1 twice, else 0; y = Σ uₜ·mₜ',
    zh: 'x：[steps, 2]，x[t] = (uₜ, mₜ)，uₜ ~ U(0, 1)，mₜ 有两处为 1，其余为 0；y = Σ uₜ·mₜ',
  },
  source:
    'Hochreiter & Schmidhuber (1997), Long Short-Term Memory, § 5.4; in this form Le, Jaitly, Hinton (2015), § 4.1, one mark in each half as in Arjovsky, Shah, Bengio (2016), § 4.1',
  task: 'regression',
  picture: 'sequence',
  origin: 'generated',
  parameters: { samples: sequencesParameter(1000), steps: stepsParameter(30) },
  samples: {
    featureShape: ({ steps }) => [steps, FEATURES],
    featureNames: [],
    targetNames: () => ['sum'],
    classNames: () => [],
  },
  generate(random, { samples, steps }) {
    const features = new Float32Array(samples * steps * FEATURES);
    const targets = new Float32Array(samples);
    const half = Math.floor(steps / 2);
    for (let sample = 0; sample < samples; sample += 1) {
      const start = sample * steps;
      for (let step = 0; step < steps; step += 1) {
        features[(start + step) * FEATURES] = random.uniform();
      }
      // One in each half: both next to the end would be an easier task for some samples than for others.
      const marked = [random.below(half), half + random.below(steps - half)];
      for (const step of marked) {
        const at = (start + step) * FEATURES;
        features[at + 1] = 1;
        targets[sample] += features[at];
      }
    }
    return { type: 'samples', count: samples, features, targets };
  },
});

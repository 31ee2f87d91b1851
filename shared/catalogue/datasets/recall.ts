import { defineDataset } from '../dataset';
import { classLetters } from './generated';
import { sequencesParameter } from './sequences';

/** Symbols come first, one channel each; then a channel for “nothing”, and one for “answer now”. */
const EXTRA_CHANNELS = 2;

interface Sizes {
  readonly symbols: number;
  readonly shown: number;
  readonly delay: number;
}

const shapeOf = ({ symbols, shown, delay }: Sizes) =>
  [shown + delay + 1, symbols + EXTRA_CHANNELS] as const;

/**
 * The copy task with one answer a sample. In its original form all shown symbols are to be repeated, a class at
 * every step; losses here compare one row of targets with one row of outputs, so the first symbol alone is asked
 * for. What it takes is the same: carrying a symbol over the delay, undisturbed by those that follow it.
 */
export const recall = defineDataset({
  kind: 'recall',
  label: { en: 'Copy memory', zh: '复制记忆' },
  summary: {
    en: 'A few symbols, then a long silence, then a cue: which symbol came first? One answer a sequence, as one class.',
    zh: '先出现几个符号，然后长时间空白，最后给出提示：最先出现的是哪个符号？每条序列只有一个答案，即一个类别。',
  },
  formula: {
    en: 'x: [shown + delay + 1, symbols + 2], one-hot: symbols, then blanks, then the cue; class = first symbol',
    zh: 'x：[shown + delay + 1, symbols + 2]，独热编码：先是符号，再是空白，最后是提示；类别 = 第一个符号',
  },
  source:
    'Hochreiter & Schmidhuber (1997), § 5.1; the copy task of Arjovsky, Shah, Bengio (2016), Unitary Evolution Recurrent Neural Networks, § 4.1',
  task: 'classification',
  picture: 'sequence',
  origin: 'generated',
  parameters: {
    samples: sequencesParameter(1000),
    symbols: {
      type: 'integer',
      label: { en: 'Symbols', zh: '符号种数' },
      help: {
        en: 'How many different symbols there are: the classes.',
        zh: '不同符号的个数，即类别数。',
      },
      default: 4,
      minimum: 2,
      maximum: 10,
    },
    shown: {
      type: 'integer',
      label: { en: 'Symbols shown', zh: '展示的符号数' },
      help: {
        en: 'The first is asked for; those after it only disturb.',
        zh: '只问第一个；其后的符号只起干扰作用。',
      },
      default: 3,
      minimum: 1,
      maximum: 20,
    },
    delay: {
      type: 'integer',
      label: { en: 'Delay', zh: '延迟' },
      help: {
        en: 'Steps of silence between the last symbol and the cue.',
        zh: '最后一个符号与提示之间的空白步数。',
      },
      default: 20,
      minimum: 0,
      maximum: 450,
    },
  },
  samples: {
    featureShape: (sizes) => shapeOf(sizes),
    featureNames: [],
    targetNames: () => ['symbol'],
    classNames: ({ symbols }) => classLetters(symbols),
  },
  generate(random, { samples, ...sizes }) {
    const { symbols, shown, delay } = sizes;
    const [steps, channels] = shapeOf(sizes);
    const features = new Float32Array(samples * steps * channels);
    const targets = new Float32Array(samples);
    for (let sample = 0; sample < samples; sample += 1) {
      // By turns: every class has as many samples as the others.
      targets[sample] = sample % symbols;
      for (let step = 0; step < steps; step += 1) {
        let channel = step < shown + delay ? symbols : symbols + 1;
        if (step < shown) channel = step === 0 ? targets[sample] : random.below(symbols);
        features[(sample * steps + step) * channels + channel] = 1;
      }
    }
    return { type: 'samples', count: samples, features, targets };
  },
});

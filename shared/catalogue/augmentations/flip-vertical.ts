import { defineAugmentation } from '../augmentation';
import { probabilityParameter } from './flip';

export const flipVertical = defineAugmentation({
  kind: 'flipVertical',
  label: { en: 'Flip up and down', zh: '上下翻转' },
  summary: {
    en: 'Turns some pictures upside down: for pictures without an up, as from a microscope or from above.',
    zh: '将部分图片上下颠倒：适合没有上下之分的图片，如显微或俯视图像。',
  },
  formula: {
    en: 'y[i, j] = x[h − 1 − i, j] with probability p',
    zh: '以概率 p 取 y[i, j] = x[h − 1 − i, j]',
  },
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, § 7.4',
  parameters: { probability: probabilityParameter },
  apply({ from, to, height, width, channels, random }, { probability }) {
    to.set(from);
    if (random.uniform() >= probability) return;
    const length = width * channels;
    for (let row = 0; row < height; row += 1) {
      const start = (height - 1 - row) * length;
      to.set(from.subarray(start, start + length), row * length);
    }
  },
});

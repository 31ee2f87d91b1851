import { defineAugmentation } from '../augmentation';
import { probabilityParameter } from './flip';

export const flipHorizontal = defineAugmentation({
  kind: 'flipHorizontal',
  label: { en: 'Flip left and right', zh: '左右翻转' },
  summary: {
    en: 'Mirrors some pictures. Good for things, wrong for digits and letters.',
    zh: '将部分图片左右镜像。适合物体，不适合数字和字母。',
  },
  formula: {
    en: 'y[i, j] = x[i, w − 1 − j] with probability p',
    zh: '以概率 p 取 y[i, j] = x[i, w − 1 − j]',
  },
  source: 'Krizhevsky, Sutskever, Hinton (2012), ImageNet Classification, § 4.1',
  parameters: { probability: probabilityParameter },
  apply({ from, to, height, width, channels, random }, { probability }) {
    to.set(from);
    if (random.uniform() >= probability) return;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const start = (row * width + column) * channels;
        const mirrored = (row * width + width - 1 - column) * channels;
        for (let channel = 0; channel < channels; channel += 1) {
          to[start + channel] = from[mirrored + channel];
        }
      }
    }
  },
});

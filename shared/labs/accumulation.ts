import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  normalization,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import { type Lab, NO_FINDING } from './lab';

const title = { en: 'Four small batches, one large step', zh: '四个小批量，一大步' };

interface Variant {
  readonly batchSize: number;
  readonly accumulation: number;
  readonly normalized?: boolean;
}

const dense = (number: number): LabLayer =>
  hiddenLayer(number, {
    units: 32,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  });

function project({ batchSize, accumulation, normalized = false }: Variant) {
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'G1',
        title,
        layers: [
          inputLayer,
          dense(1),
          ...(normalized ? [normalization(1)] : []),
          dense(2),
          headLayer(2),
          outputLayer,
        ],
        dataset: dataset('moons'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.3,
          epochs: 20,
          batchSize,
          accumulation,
        },
      },
      locale,
    );
}

export const accumulationLab: Lab = {
  id: 'G1',
  chapter: 'rates',
  order: 5,
  title,
  failure: {
    en: 'Four accumulated batches of 8 make the same step as one batch of 32, as long as no layer looks across the batch.',
    zh: '累积四个大小为 8 的批量，与一个大小为 32 的批量走的是同一步，只要没有哪一层要看整个批量。',
  },
  explanation: [
    {
      en: 'A batch of 32 may not fit into memory where 8 do. Accumulation runs four batches of 8 without a step in between, adds their gradients and makes one step with the mean.',
      zh: '批量 32 放不进内存时，8 也许放得下。梯度累积连续计算四个大小为 8 的批量，中间不更新，把梯度加起来，最后用平均值走一步。',
    },
    {
      en: 'The loss of a batch is the mean over its samples, so its gradient is a mean too, and the mean of four means of 8 is the mean of 32: ¼·Σ (⅛·Σ g) = 1/32·Σ g. It is an identity, not an approximation; only the order of the sum differs, in the last digit.',
      zh: '批量的损失是其中样本的平均，所以梯度也是平均；四个 8 样本平均的平均，就是 32 个样本的平均：¼·Σ (⅛·Σ g) = 1/32·Σ g。这是恒等式而不是近似，差别只在求和的次序，即末位数字。',
    },
    {
      en: 'Train it, then step 1 with a batch of 32: the two validation curves lie on each other, epoch by epoch, to four digits. Memory for activations is a quarter.',
      zh: '先训练它，再用批量 32 训练第 1 步：两条验证曲线逐轮次重合，四位数字相同。存放激活值的内存只要四分之一。',
    },
    {
      en: 'Accumulation saves memory, not time: the same samples go through the network. What grows is the number of samples that a step has seen, and so the rate that is right (see L3).',
      zh: '累积省的是内存，不是时间：通过网络的样本一样多。变大的是每一步所见的样本数，因此合适的学习率也随之变化（见 L3）。',
    },
    {
      en: 'The identity needs a loss that is a mean of independent samples. Batch normalization breaks it: it takes mean and deviation of 8 samples, not of 32, so the network itself is another one.',
      zh: '这个恒等式要求损失是各样本独立损失的平均。批量规范化破坏了它：均值和标准差取自 8 个样本而不是 32 个，网络本身就不同了。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set Batch size to 32 and Accumulated batches to 1.',
        zh: '在“训练”中把“批量大小”改为 32，“梯度累积批量数”改为 1。',
      },
      result: {
        en: 'The same curve: 0.0275 after twenty epochs, with the same 13 steps an epoch.',
        zh: '同一条曲线：二十个轮次后 0.0275，每个轮次同样 13 步。',
      },
      document: project({ batchSize: 32, accumulation: 1 }),
    },
    {
      text: {
        en: 'Set Batch size to 8 and leave Accumulated batches at 1.',
        zh: '把“批量大小”改为 8，“梯度累积批量数”仍为 1。',
      },
      result: {
        en: 'Another run: four times as many steps, so it is further (0.0115), and noisier.',
        zh: '另一种训练：步数是四倍，所以走得更远（0.0115），噪声也更大。',
      },
      document: project({ batchSize: 8, accumulation: 1 }),
    },
    {
      text: {
        en: 'Put a Batch normalization behind the first hidden layer; Batch size 8, Accumulated batches 4.',
        zh: '在第一个隐藏层之后放一个“批量规范化”；“批量大小”8，“梯度累积批量数”4。',
      },
      result: {
        en: '0.036, and single epochs up to 0.8: statistics of 8 samples.',
        zh: '0.036，个别轮次高达 0.8：这是 8 个样本的统计量。',
      },
      document: project({ batchSize: 8, accumulation: 4, normalized: true }),
    },
    {
      text: {
        en: 'With the normalization set Batch size to 32 and Accumulated batches to 1.',
        zh: '保留规范化，“批量大小”32，“梯度累积批量数”1。',
      },
      result: {
        en: '0.0185, on another path from the first step on: here four batches are not one.',
        zh: '0.0185，从第一步起就走在另一条路上：这时四个批量不等于一个。',
      },
      document: project({ batchSize: 32, accumulation: 1, normalized: true }),
    },
  ],
  finding: NO_FINDING,
  look: { chart: 'loss', overlay: 'updates' },
  expected: {
    en: 'Validation loss: from 0.71 to 0.0275, and the same in step 1. Steps: 13 an epoch, though an epoch has 50 batches.',
    zh: '验证损失：从 0.71 降到 0.0275，第 1 步也一样。步数：每个轮次 13 步，虽然一个轮次有 50 个批量。',
  },
  source: [
    'Goyal et al. (2017), Accurate, large minibatch SGD: training ImageNet in 1 hour, section 3',
    'Hoffer, Hubara, Soudry (2017), Train longer, generalize better, section 4 (ghost batch normalization)',
  ],
  figure: FIGURES.G1,
  document: project({ batchSize: 8, accumulation: 4 }),
};

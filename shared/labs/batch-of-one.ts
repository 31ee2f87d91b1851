import type { Choice } from '../document/schema';
import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayers,
  inputLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'A batch of one', zh: '批量大小为一' };

interface Variant {
  readonly batchSize?: number;
  readonly accumulation?: number;
  readonly learningRate?: number;
  readonly schedule?: Choice;
}

function project({
  batchSize = 1,
  accumulation = 1,
  learningRate = 0.2,
  schedule = choice('constant'),
}: Variant = {}) {
  const hidden = {
    units: 32,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'L3',
        title,
        layers: [inputLayer, ...hiddenLayers(2, hidden), headLayer(2), outputLayer],
        dataset: dataset('moons', { noise: 0.2 }),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate,
          epochs: 10,
          batchSize,
          accumulation,
          schedule,
        },
      },
      locale,
    );
}

export const batchOfOne: Lab = {
  id: 'L3',
  chapter: 'rates',
  order: 4,
  title,
  failure: {
    en: 'One sample a step: each pulls the network its own way, and the validation loss swings between 0.32 and 1.7 without getting better.',
    zh: '每步只用一个样本：每个样本都把网络拉向自己那边，验证损失在 0.32 与 1.7 之间摆动，不见好转。',
  },
  explanation: [
    {
      en: 'Two moons that overlap a little, so that some points lie on the wrong side and no network can get all right. The network is small and sound, the learning rate 0.2 is right for batches of 32. But here each batch has one sample.',
      zh: '两个略有重叠的半月，有些点落在对方那边，没有网络能全部答对。网络小而健康，学习率 0.2 对 32 个样本的批量正合适。但这里每个批量只有一个样本。',
    },
    {
      en: 'The gradient of a batch is a mean over its samples, an estimate of the mean over all data. Its variance is σ² ÷ B: with B = 1 the noise is √32 ≈ 5.7 times that of a batch of 32.',
      zh: '批量的梯度是其中样本的平均，用来估计全部数据的平均。它的方差是 σ² ÷ B：B = 1 时噪声是批量为 32 时的 √32 ≈ 5.7 倍。',
    },
    {
      en: 'Near a minimum the mean gradient is small and the noise is not. Each step then follows the noise, and the weights wander about the minimum at a distance that grows with η·σ² ÷ B. That is the swing in the curve.',
      zh: '在极小值附近，平均梯度很小，而噪声并不小。每一步都跟着噪声走，权重在极小值周围游荡，距离随 η·σ² ÷ B 增大。曲线上的摆动就是这样来的。',
    },
    {
      en: 'Points on the wrong side make it worst: on such a point the loss is large, and one full step is made for it alone.',
      zh: '落在对方那边的点最糟：这样的点损失很大，而整整一步就只为它而走。',
    },
    {
      en: 'What counts is the ratio η ÷ B. So there are three ways out: a larger batch, the same by accumulation where memory does not allow it, or a smaller rate, all along or at the end by a schedule. A little noise does good, which is why the largest batch is not the best either.',
      zh: '关键是比值 η ÷ B。出路有三：加大批量；内存不够时用梯度累积达到同样效果；或减小学习率，自始至终，或借助调度在后期减小。少许噪声有好处，所以批量也不是越大越好。',
    },
  ],
  steps: [
    {
      text: { en: 'In Training set Batch size to 32.', zh: '在“训练”中把“批量大小”改为 32。' },
      result: {
        en: 'The loss is between 0.27 and 0.36 in every epoch, accuracy 87 to 92 %, and an epoch takes 13 steps instead of 400.',
        zh: '每个轮次的损失都在 0.27 到 0.36 之间，准确率 87 到 92 %，而且一个轮次只要 13 步，而不是 400 步。',
      },
      document: project({ batchSize: 32 }),
    },
    {
      text: {
        en: 'Keep the batch of one and set Accumulated batches to 32.',
        zh: '批量仍为一，把“梯度累积批量数”改为 32。',
      },
      result: {
        en: 'The same curve as with a batch of 32: the mean of 32 gradients is the gradient of 32 samples.',
        zh: '曲线与批量为 32 时相同：32 个梯度的平均，就是 32 个样本的梯度。',
      },
      document: project({ accumulation: 32 }),
    },
    {
      text: {
        en: 'Without accumulation set Learning rate to 0.01.',
        zh: '不累积，把“学习率”改为 0.01。',
      },
      result: {
        en: 'η ÷ B is about what it was with 32: 0.25 to 0.35 in every epoch.',
        zh: 'η ÷ B 与批量 32 时差不多：每个轮次都在 0.25 到 0.35 之间。',
      },
      document: project({ learningRate: 0.01 }),
    },
    {
      text: {
        en: 'Keep 0.2 and set Schedule to Cosine with restarts, over ten epochs.',
        zh: '保持 0.2，把“调度”改为余弦退火，周期十个轮次。',
      },
      result: {
        en: 'It swings as long as the rate is high and calms down as it falls: 0.275 at the end.',
        zh: '学习率高时仍在摆动，随着它下降而平静下来：最后为 0.275。',
      },
      document: project({ schedule: choice('cosine', { cycle: 10 }) }),
    },
  ],
  finding: { start: null, end: 'noisyStep' },
  look: { chart: 'loss', overlay: 'updates' },
  expected: {
    en: 'Loss: the training loss jumps between 0 and 38 from step to step; the validation loss swings between 0.32 and 1.7. Accuracy: 71 to 91 %, without a trend.',
    zh: '损失：训练损失逐步在 0 与 38 之间乱跳，验证损失在 0.32 与 1.7 之间摆动。准确率：71 到 91 %，没有趋势。',
  },
  source: [
    'Goodfellow, Bengio, Courville (2016), Deep Learning, sections 8.1.3 and 8.3.1',
    'Smith, Kindermans, Ying, Le (2018), Don’t decay the learning rate, increase the batch size, section 2',
    'Zhang et al., Dive into Deep Learning, section 12.5 (动手学深度学习 11.5)',
  ],
  figure: FIGURES.L3,
  document: project(),
};

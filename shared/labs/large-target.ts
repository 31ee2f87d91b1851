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

const title = { en: 'A target of large numbers', zh: '数值很大的目标' };

interface Variant {
  readonly standardizeTarget?: boolean;
  readonly learningRate?: number;
  readonly optimizer?: string;
  readonly clipping?: 'none' | 'globalNorm';
}

function project({
  standardizeTarget = false,
  learningRate = 0.1,
  optimizer = 'sgd',
  clipping = 'none',
}: Variant = {}) {
  const hidden = {
    units: 32,
    activation: choice('tanh'),
    kernelInitializer: choice('glorotUniform'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'U2',
        title,
        layers: [inputLayer, ...hiddenLayers(2, hidden), headLayer(1), outputLayer],
        dataset: dataset('houses'),
        data: { standardizeTarget },
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice(optimizer),
          learningRate,
          epochs: 30,
          batchSize: 32,
          clipping,
          clippingLimit: 1,
        },
      },
      locale,
    );
}

export const largeTarget: Lab = {
  id: 'U2',
  chapter: 'data',
  order: 2,
  title,
  failure: {
    en: 'House prices in thousands of dollars, not standardised: the first loss is 594, the first steps are as large, and soon after the third epoch the loss is infinite.',
    zh: '房价以千美元计，没有标准化：初始损失 594，头几步也同样巨大，第三个轮次之后不久损失就变为无穷大。',
  },
  explanation: [
    {
      en: 'House prices of Boston in 1970, twelve standardised features, two tanh layers of 32 units with Xavier weights. Everything is prepared with care but the target: prices between 5 and 50, with a mean of 22.5.',
      zh: '1970 年波士顿的房价，十二个标准化特征，两个 tanh 层，各 32 个单元，Xavier 初始化。一切都仔细准备好了，除了目标：价格在 5 到 50 之间，平均 22.5。',
    },
    {
      en: 'A network with Xavier weights answers numbers of size 1. The error of the first answers is the target itself, its square about 594: the mean squared error begins at 594 where 1 would be usual.',
      zh: 'Xavier 初始化的网络输出的数大小约为 1。最初的误差就是目标本身，平方约 594：均方误差从 594 开始，而通常应在 1 左右。',
    },
    {
      en: 'The gradient is 2·(y − t)·h, about forty times as large as with a standardised target. The learning rate of 0.1, which suits a standardised one, overshoots, and each step is larger than the last, as in lab N1.',
      zh: '梯度是 2·(y − t)·h，约为目标标准化时的四十倍。学习率 0.1 对标准化的目标正合适，在这里却冲过了头，而且一步比一步远，和实验 N1 一样。',
    },
    {
      en: 'A smaller rate avoids the explosion, but then two tasks share it: the last bias has to travel a way of 22, the weights have to learn details of size 1. A rate that is right for one is wrong for the other.',
      zh: '减小学习率可以避免爆炸，但这样一来两件事要共用它：末层偏置要走 22 那么远，权重却要学大小为 1 的细节。适合一件事的学习率就不适合另一件。',
    },
    {
      en: 'Standardise the target with the numbers of the training share, t′ = (t − mean) ÷ deviation, and undo it in what is reported. The network then starts at “the mean house”, and a loss of 1 is what always answering the mean gives: easy to read.',
      zh: '用训练集的数值把目标标准化，t′ =（t − 均值）÷ 标准差，报告结果时再换算回来。于是网络从“平均的房子”出发，损失为 1 就相当于总是回答均值：一看就懂。',
    },
  ],
  steps: [
    {
      text: { en: 'In Data switch on Standardise target.', zh: '在“数据”中打开“标准化目标”。' },
      result: {
        en: 'The first loss is 1.09, and the same rate learns: 0.26 after thirty epochs, a mean absolute error of 2,740 dollars.',
        zh: '初始损失 1.09，同样的学习率学得会：三十个轮次后 0.26，平均绝对误差 2,740 美元。',
      },
      document: project({ standardizeTarget: true }),
    },
    {
      text: {
        en: 'Leave the target as it is and set Learning rate to 0.005.',
        zh: '目标保持原样，把“学习率”改为 0.005。',
      },
      result: {
        en: 'It holds and learns (loss 19.7, error 2,440 dollars): the twentieth part of the rate for a gradient that is many times as large.',
        zh: '稳得住，也学得会（损失 19.7，误差 2,440 美元）：梯度大了许多倍，学习率就只能取二十分之一。',
      },
      finding: { start: 'unscaledTargets', end: null },
      document: project({ learningRate: 0.005 }),
    },
    {
      text: {
        en: 'Keep 0.1 and set Clipping to By norm, all together, with a Limit of 1.',
        zh: '保持 0.1，把“梯度裁剪”改为“按全局范数”，阈值 1。',
      },
      result: {
        en: 'No explosion: every step is at most 0.1 long. It walks to the mean first and ends at 20.6.',
        zh: '不再爆炸：每一步至多 0.1 长。它先慢慢走到均值，最后为 20.6。',
      },
      finding: { start: 'unscaledTargets', end: null },
      document: project({ clipping: 'globalNorm' }),
    },
    {
      text: {
        en: 'Set Optimizer to Adam and Learning rate to 0.001.',
        zh: '把“优化器”改为 Adam，“学习率”改为 0.001。',
      },
      result: {
        en: 'Adam’s steps do not grow with the gradient, so nothing explodes. But at 0.001 a step the way to 22 is long: still 84 after thirty epochs.',
        zh: 'Adam 的步长不随梯度增大，所以不会爆炸。但每步 0.001，走到 22 要很久：三十个轮次后仍有 84。',
      },
      finding: { start: 'unscaledTargets', end: 'unscaledTargets' },
      document: project({ optimizer: 'adam', learningRate: 0.001 }),
    },
  ],
  finding: { start: 'unscaledTargets', end: 'unscaledTargets' },
  look: { chart: 'loss', overlay: 'updates' },
  expected: {
    en: 'Loss on a log scale: from 400 nearly straight up, a factor of about ten a step, until it is infinite after some forty steps. Updates: far above 0.1. With the target standardised: from 1.1 down to 0.26.',
    zh: '损失（对数坐标）：从 400 几乎直线上升，每步约十倍，约四十步后变为无穷大。更新：远超 0.1。目标标准化后：从 1.1 降到 0.26。',
  },
  source: [
    'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, sections 4.3 and 4.5',
    'Bishop (1995), Neural Networks for Pattern Recognition, section 8.2',
    'Zhang et al., Dive into Deep Learning, section 5.7 (动手学深度学习 4.10)',
  ],
  figure: FIGURES.U2,
  document: project(),
};

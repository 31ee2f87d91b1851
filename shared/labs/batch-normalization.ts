import type { Choice } from '../document/schema';
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
import type { Lab } from './lab';

const title = { en: 'With and without batch normalization', zh: '有无批量规范化' };

const LAYERS = 8;

interface Variant {
  readonly normalized?: boolean;
  readonly kernelInitializer?: Choice;
  readonly batchSize?: number;
}

const activationOf = (number: number): LabLayer => ({
  id: `activation-${number}`,
  kind: 'activation',
  name: { en: `ReLU ${number}`, zh: `激活 ${number}` },
  parameters: { activation: choice('relu') },
});

function project({
  normalized = false,
  kernelInitializer = choice('normal', { deviation: 0.05 }),
  batchSize = 32,
}: Variant = {}) {
  const dense = { units: 24, activation: choice('linear'), kernelInitializer };
  const hidden = Array.from({ length: LAYERS }, (_, index) => index + 1).flatMap((number) => [
    hiddenLayer(number, dense),
    ...(normalized ? [normalization(number)] : []),
    activationOf(number),
  ]);
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'B1',
        title,
        layers: [inputLayer, ...hidden, headLayer(2), outputLayer],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 20,
          batchSize,
        },
      },
      locale,
    );
}

export const batchNormalizationLab: Lab = {
  id: 'B1',
  chapter: 'depth',
  order: 2,
  title,
  failure: {
    en: 'Eight ReLU layers with weights from N(0, 0.05²): without normalization a ten-millionth of the signal arrives, with it the same weights learn all.',
    zh: '八层 ReLU，权重取自 N(0, 0.05²)：没有规范化时，信号只剩千万分之一；加上之后，同样的权重全都学会。',
  },
  explanation: [
    {
      en: 'Two rings, eight hidden layers of 24 ReLU units. Each is a Dense without activation and an Activation behind it, so that a normalization can stand between. The weights are drawn from N(0, 0.05²), too small: each layer leaves about a sixth of the signal.',
      zh: '两个圆环，八个隐藏层，每层 24 个 ReLU 单元。每层由不带激活的全连接和其后的“激活”组成，中间可以放规范化。权重取自 N(0, 0.05²)，太小：每层只剩约六分之一的信号。',
    },
    {
      en: 'Batch normalization takes each unit’s sums over the batch, subtracts their mean and divides by their deviation: x̂ = (x − μ) ÷ √(σ² + ε), then y = γ·x̂ + β. Whatever the weights’ size was, x̂ has deviation 1: it divides out.',
      zh: '批量规范化取每个单元在批量上的预激活值，减去均值，除以标准差：x̂ = (x − μ) ÷ √(σ² + ε)，再算 y = γ·x̂ + β。无论权重原来多大，x̂ 的标准差都是 1：权重的大小被约掉了。',
    },
    {
      en: 'On the way back too: the gradient is divided by σ, so a layer whose weights are half as large hands back twice as much. That is why a network with normalization forgives almost any initializer and a wide range of rates.',
      zh: '反向也是如此：梯度除以 σ，权重小一半的层会传回两倍的梯度。所以带规范化的网络几乎容得下任何初始化，学习率的可用范围也宽得多。',
    },
    {
      en: 'γ and β are learned, one each per unit. They give back what the division took: the network may undo the normalization where that is better. They start at 1 and 0.',
      zh: 'γ 和 β 是学出来的，每个单元各一个。它们还回除法拿走的自由：若不做规范化更好，网络可以把它撤销。它们从 1 和 0 开始。',
    },
    {
      en: 'The price: μ and σ are of the batch, so a sample’s answer depends on who is with it. While training the noise even helps a little; with two samples a batch it is all there is. For predictions running averages of μ and σ are used.',
      zh: '代价是：μ 和 σ 属于整个批量，一个样本的输出取决于与它同批的其他样本。训练时这点噪声甚至略有好处；但批量只有两个样本时，就只剩噪声了。预测时改用 μ 和 σ 的滑动平均。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Between each hidden layer and its activation put a Batch normalization.',
        zh: '在每个隐藏层与其激活之间放一个“批量规范化”。',
      },
      result: {
        en: 'The same weights: the signal is level from the second layer on, and the rings are separated, 100 %.',
        zh: '同样的权重：从第二层起信号大小一致，圆环被分开，100 %。',
      },
      document: project({ normalized: true }),
    },
    {
      text: {
        en: 'Keep it and set Weight initializer to Normal with deviation 1.',
        zh: '保留规范化，把“权重初始化”改为正态分布，标准差 1。',
      },
      result: {
        en: '100 % as well, from weights twenty times as large.',
        zh: '权重大了二十倍，同样 100 %。',
      },
      document: project({
        normalized: true,
        kernelInitializer: choice('normal', { deviation: 1 }),
      }),
    },
    {
      text: {
        en: 'Take the normalizations out again, still with deviation 1.',
        zh: '再去掉规范化，标准差仍为 1。',
      },
      result: {
        en: 'Not finite after three steps: what the normalization divided out is back.',
        zh: '三步之后出现非有限值：规范化约掉的东西又回来了。',
      },
      finding: { start: 'initializerTooLarge', end: 'initializerTooLarge' },
      document: project({ kernelInitializer: choice('normal', { deviation: 1 }) }),
    },
    {
      text: {
        en: 'Without normalization set Weight initializer to He normal.',
        zh: '不用规范化，把“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: '100 % too: a right initializer does at the start what normalization does at every step.',
        zh: '同样 100 %：合适的初始化在起点做到的，正是规范化在每一步所做的。',
      },
      document: project({ kernelInitializer: choice('heNormal') }),
    },
    {
      text: {
        en: 'Normalize again and set Batch size to 2.',
        zh: '再加上规范化，把“批量大小”改为 2。',
      },
      result: {
        en: 'The accuracy wanders between 28 and 76 % and ends at 50 %: of two samples, one is always at −1 and the other at 1, whatever they were.',
        zh: '准确率在 28 % 与 76 % 之间游荡，最后为 50 %：两个样本中总有一个在 −1、另一个在 1，不管它们原来是什么。',
      },
      finding: { start: null, end: 'noisyStep' },
      document: project({ normalized: true, batchSize: 2 }),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
  look: { chart: 'gradient', overlay: 'signal' },
  expected: {
    en: 'Signal: from 0.07 behind the first layer to 2·10⁻⁷ behind the eighth. Gradient flow: as much the other way. Loss: level at 0.693, accuracy 50 %.',
    zh: '信号：从第一层之后的 0.07 降到第八层之后的 2·10⁻⁷。梯度流：反方向同样如此。损失：平在 0.693，准确率 50 %。',
  },
  source: [
    'Ioffe, Szegedy (2015), Batch normalization: accelerating deep network training by reducing internal covariate shift, sections 3 and 3.3',
    'Santurkar, Tsipras, Ilyas, Madry (2018), How does batch normalization help optimization?',
    'Zhang et al., Dive into Deep Learning, section 8.5 (动手学深度学习 7.5)',
  ],
  figure: FIGURES.B1,
  document: project(),
};

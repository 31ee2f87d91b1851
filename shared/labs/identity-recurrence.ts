import type { Choice } from '../document/schema';
import type { Locale } from '../text/text';
import { addingDocument, recurrentLayer } from './adding';
import { choice, headLayer, inputLayer, outputLayer } from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = {
  en: 'A ReLU recurrence: random or identity',
  zh: 'ReLU 循环层：随机初值还是单位矩阵',
};

const project =
  (recurrentInitializer: Choice, clipping: 'globalNorm' | 'none' = 'globalNorm') =>
  (locale: Locale = 'en') =>
    addingDocument(
      {
        lab: 'Q1',
        title,
        layers: [
          inputLayer,
          recurrentLayer('simpleRnn', {
            units: 32,
            activation: choice('relu'),
            kernelInitializer: choice('normal', { deviation: 0.1 }),
            recurrentInitializer,
          }),
          headLayer(1),
          outputLayer,
        ],
        training: { learningRate: 0.003, clipping },
      },
      locale,
    );

const identity = (gain: number): Choice => choice('identity', { gain });

export const identityRecurrence: Lab = {
  id: 'Q1',
  chapter: 'time',
  order: 1,
  title,
  failure: {
    en: 'Small random recurrent weights: the gradient is gone ten steps back, and the network answers as if it had no memory.',
    zh: '循环权重取小随机数：梯度回传十步就消失了，网络的回答如同没有记忆。',
  },
  explanation: [
    {
      en: 'The adding problem: thirty random numbers, two of them marked, and the network is to say the sum of the two. One mark is in the first half, so something has to be kept for at least part of the way. Who always answers 1 has a mean squared error of 0.167.',
      zh: '加法问题：三十个随机数，其中两个带标记，网络要说出这两个数的和。有一个标记在前半段，所以必须把它记住一段时间。始终回答 1 的均方误差是 0.167。',
    },
    {
      en: 'A recurrence hₜ = f(xₜ·W + hₜ₋₁·R + b) is a network of thirty layers that all have the same weights. What comes back through time is multiplied by R at every step: ∂L/∂hₜ₋₁ = (∂L/∂hₜ ⊙ f′)·Rᵀ.',
      zh: '循环 hₜ = f(xₜ·W + hₜ₋₁·R + b) 就是一个三十层的网络，各层权重全部相同。沿时间回传的梯度每一步都要乘以 R：∂L/∂hₜ₋₁ = (∂L/∂hₜ ⊙ f′)·Rᵀ。',
    },
    {
      en: 'With R from N(0, 0.01²) each step back leaves a few per cent. Thirty steps leave less than 10⁻³⁵, and the first numbers of a sequence might as well not be there.',
      zh: 'R 取自 N(0, 0.01²) 时，每回传一步只剩百分之几。三十步之后不到 10⁻³⁵，序列开头的数有没有都一样。',
    },
    {
      en: 'Le, Jaitly and Hinton start R as the identity and the biases at 0. With ReLU the state is then handed on exactly as it is, and each input is added to it: the network begins as a memory and learns what to keep. The gradient of the first time step is nearly as large as that of the last.',
      zh: 'Le、Jaitly 与 Hinton 让 R 从单位矩阵开始，偏置为 0。配上 ReLU，隐状态被原样传递，每个输入都加到上面：网络一开始就是一个记忆体，再学习该保留什么。第一个时间步的梯度几乎与最后一个一样大。',
    },
    {
      en: 'The recipe has an edge: a little more than 1 on the diagonal explodes as surely as a little less vanishes. And it needs gradient clipping, for one large step spoils the identity.',
      zh: '这个配方处在刀刃上：对角线略大于 1 必然爆炸，正如略小于 1 必然消失。它还需要梯度裁剪，因为迈出一大步就会毁掉单位矩阵。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Set Recurrent initializer of the recurrence to Identity.',
        zh: '把循环层的“循环权重初始化”设为单位矩阵。',
      },
      result: {
        en: 'The gradient is level through time, and the validation loss falls from 0.17 to below 0.01 in fifteen epochs.',
        zh: '梯度在各时间步上基本持平，十五个轮次内验证损失从 0.17 降到 0.01 以下。',
      },
      document: project(identity(1)),
    },
    {
      text: {
        en: 'Set the Gain of Identity to 1.2.',
        zh: '把单位矩阵的“增益”设为 1.2。',
      },
      result: {
        en: 'Back through time the gradient grows by about 1.2 a step, more than a hundredfold in all; the first loss is 3,100, and after fifteen epochs it is still at 0.09.',
        zh: '沿时间回传的梯度每步约增大到 1.2 倍，总共一百多倍；最初的损失是 3100，十五个轮次后仍有 0.09。',
      },
      finding: { start: null, end: 'explodingThroughTime' },
      document: project(identity(1.2)),
    },
    {
      text: {
        en: 'Set Recurrent initializer to He normal.',
        zh: '把“循环权重初始化”设为 He 正态分布。',
      },
      result: {
        en: 'A third of the gradient reaches the first time step, yet the loss stays at 0.14 (with seed 2 it comes down to 0.06, still far from identity’s): size is not all, a random matrix also stirs the units at every step until little can be read from them.',
        zh: '有三分之一的梯度到达第一个时间步，损失却停在 0.14（随机种子取 2 时降到 0.06，仍远不及单位矩阵）：大小不是全部，随机矩阵每一步还把各单元搅在一起，直到几乎什么也读不出来。',
      },
      finding: { start: null, end: 'vanishingThroughTime' },
      document: project(choice('heNormal')),
    },
    {
      text: {
        en: 'With Identity (gain 1), set Clipping in Training to None.',
        zh: '用单位矩阵（增益 1），在“训练”中把“梯度裁剪”设为无。',
      },
      result: {
        en: 'The same start, but the loss stays at 0.13: the first gradients are far too large, and what they do to R is hard to undo (of seeds 1 to 3 only 3 gets out of it, to 0.05).',
        zh: '起点相同，损失却停在 0.13：最初的梯度过大，它们对 R 的破坏很难挽回（随机种子 1 到 3 中只有 3 走了出来，降到 0.05）。',
      },
      document: project(identity(1), 'none'),
    },
  ],
  finding: { start: 'vanishingThroughTime', end: 'vanishingThroughTime' },
  look: { chart: 'time', overlay: 'shapes' },
  expected: {
    en: 'Through time: at the first step only the last few of thirty time steps have a gradient at all. Validation loss: between 0.13 and 0.17 for fifteen epochs.',
    zh: '时间步：第一步时，三十个时间步里只有最后几个有梯度。验证损失：十五个轮次里都在 0.13 与 0.17 之间。',
  },
  source: [
    'Le, Jaitly, Hinton (2015), A simple way to initialize recurrent networks of rectified linear units, sections 2 and 4.1',
    'Zhang et al., Dive into Deep Learning, section 9.7 (动手学深度学习 8.7)',
  ],
  figure: FIGURES.Q1,
  document: project(choice('normal', { deviation: 0.01 })),
};

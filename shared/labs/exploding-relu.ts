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

const title = { en: 'Standard normal weights explode', zh: '标准正态权重引发梯度爆炸' };

function project(kernelInitializer: Choice, optimizer = 'sgd', learningRate = 0.01) {
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'X1',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(10, { units: 64, activation: choice('relu'), kernelInitializer }),
          headLayer(1, { kernelInitializer }),
          outputLayer,
        ],
        dataset: dataset('square'),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice(optimizer),
          learningRate,
          epochs: 60,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const explodingRelu: Lab = {
  id: 'X1',
  chapter: 'signal',
  order: 3,
  title,
  failure: {
    en: 'Weights from N(0, 1) in a deep ReLU network: the first gradient is astronomical, the second step is NaN.',
    zh: '深层 ReLU 网络用 N(0, 1) 初始化：第一次的梯度大得离谱，第二步就变成 NaN。',
  },
  explanation: [
    {
      en: 'Ten ReLU layers of 64 units are to draw the curve y = x². All weights start from the standard normal distribution N(0, 1), which looks harmless.',
      zh: '十层、每层 64 个单元的 ReLU 网络要拟合曲线 y = x²。所有权重取自标准正态分布 N(0, 1)，看上去人畜无害。',
    },
    {
      en: 'A unit sums 64 inputs. With weights of variance 1 the variance of the sum is 64 times the mean square of the inputs; ReLU then throws half of it away. So each layer multiplies the RMS by √(64 ÷ 2) ≈ 5.7.',
      zh: '每个单元对 64 个输入求和。权重方差为 1 时，和的方差是输入均方的 64 倍；ReLU 再丢掉一半。于是每一层把均方根放大 √(64 ÷ 2) ≈ 5.7 倍。',
    },
    {
      en: 'Nine such layers in a row make 5.7⁹ ≈ 6·10⁶. The network, asked for a number between 0 and 1, answers in the millions, and the squared error is some 10¹³.',
      zh: '九个这样的层连起来就是 5.7⁹ ≈ 6·10⁶。本应给出 0 到 1 之间的数，网络却答出几百万，平方误差约 10¹³。',
    },
    {
      en: 'The gradient grows by the same factor on its way back: 10⁵ at the last hidden layer, 7·10¹¹ at the first. One step of gradient descent then moves the weights by a thousand million times their size; the next forward pass multiplies ten such matrices, which no 32-bit float can hold: Inf, and Inf − Inf = NaN.',
      zh: '梯度在返回途中也以同样的倍数增长：最后一个隐藏层为 10⁵，第一层为 7·10¹¹。一步梯度下降就把权重移动了自身大小的十亿倍以上；下一次前向传播把十个这样的矩阵相乘，32 位浮点数根本装不下：先是 Inf，然后 Inf − Inf = NaN。',
    },
    {
      en: 'He et al. computed the cure in 2015: to keep E[h²] the same from layer to layer under ReLU, the weights need Var(w) = 2 ÷ fan-in, here 2 ÷ 64, a standard deviation of 0.177 instead of 1.',
      zh: '何恺明等人在 2015 年给出了解法：要让 ReLU 下各层的 E[h²] 保持不变，权重需满足 Var(w) = 2 ÷ 扇入，这里是 2 ÷ 64，即标准差取 0.177 而不是 1。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In all layers set Weight initializer to He normal.',
        zh: '把所有层的“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: 'The signal keeps its size through all ten layers, the loss starts below 1 and falls to about 0.004: within seconds the fitted curve bends into the parabola.',
        zh: '信号在十层中保持大小，损失从 1 以下开始，降到约 0.004，拟合曲线几秒内就弯成抛物线。',
      },
      document: project(choice('heNormal')),
    },
    {
      text: {
        en: 'Keep the normal distribution, but set its deviation to 0.177 = √(2 ÷ 64).',
        zh: '仍用正态分布，但把标准差改为 0.177 = √(2 ÷ 64)。',
      },
      result: {
        en: 'It trains as well as with He, to about 0.0015: the name of the initializer does not matter, its variance does.',
        zh: '效果不亚于 He 初始化，损失降到约 0.0015：重要的不是初始化方法的名字，而是方差。',
      },
      document: project(choice('normal', { deviation: 0.177 })),
    },
    {
      text: {
        en: 'Back to deviation 1, and in Training choose the optimizer Adam with learning rate 0.01.',
        zh: '把标准差改回 1，在“训练”中选择优化器 Adam，学习率 0.01。',
      },
      result: {
        en: 'Adam divides by the gradient’s size, so nothing overflows; but steps of 0.01 cannot bring weights of size 1 down in time: after 60 epochs the loss is still above 10⁷. A better optimizer is no cure for a bad start.',
        zh: 'Adam 会除以梯度的大小，所以不会溢出；但每步 0.01 无法及时把大小为 1 的权重降下来：60 个轮次之后损失仍在 10⁷ 以上。更好的优化器治不了糟糕的起点。',
      },
      finding: { start: 'initializerTooLarge', end: 'initializerTooLarge' },
      document: project(choice('normal', { deviation: 1 }), 'adam', 0.01),
    },
  ],
  finding: { start: 'initializerTooLarge', end: 'initializerTooLarge' },
  look: { chart: 'gradient', overlay: 'gradient' },
  expected: {
    en: 'Gradient flow at the first step: every row hot, the hottest at the input. The run ends at step 2: the first tensor that is not finite is the pre-activation of Hidden 4. Loss: two points at 10¹³, then nothing.',
    zh: '第一步的梯度流：每一行都很烫，越靠近输入越烫。训练在第 2 步结束：第一个非有限的张量是隐藏层 4 的预激活值。损失：10¹³ 处的两个点，然后什么都没有。',
  },
  source: [
    'He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, section 2.2, equation 10',
    'Zhang et al., Dive into Deep Learning, section 5.4.1.2 (动手学深度学习 4.8.1)',
  ],
  figure: FIGURES.X1,
  document: project(choice('normal', { deviation: 1 })),
};

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

const title = {
  en: 'Thirty ReLU layers: Xavier stalls, He converges',
  zh: '三十层 ReLU：Xavier 停滞，He 收敛',
};

interface Variant {
  readonly layers?: number;
  readonly optimizer?: string;
  readonly learningRate?: number;
}

function project(
  kernelInitializer: string,
  { layers = 30, optimizer = 'sgd', learningRate = 0.03 }: Variant = {},
) {
  const hidden = {
    units: 64,
    activation: choice('relu'),
    kernelInitializer: choice(kernelInitializer),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I3',
        title,
        layers: [inputLayer, ...hiddenLayers(layers, hidden), headLayer(2), outputLayer],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice(optimizer),
          learningRate,
          epochs: 20,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const thirtyRelu: Lab = {
  id: 'I3',
  chapter: 'initialization',
  order: 3,
  title,
  failure: {
    en: 'Thirty ReLU layers with Xavier weights: signal and gradient shrink by √½ a layer, and the loss never leaves ln 2.',
    zh: '三十层 ReLU 配 Xavier 初始化：信号和梯度每层缩小到 √½，损失始终停在 ln 2。',
  },
  explanation: [
    {
      en: 'Two rings in a plane, thirty hidden layers of 64 ReLU units, plain gradient descent. Only the starting weights decide whether this network learns. It opens with Xavier, Var = 2 ÷ (fan-in + fan-out), which for layers of equal width is 1 ÷ n.',
      zh: '平面上的两个圆环，三十个隐藏层，每层 64 个 ReLU 单元，普通梯度下降。这个网络能不能学会，只取决于初始权重。打开时用的是 Xavier：方差 = 2 ÷（扇入 + 扇出），各层等宽时就是 1 ÷ n。',
    },
    {
      en: 'Xavier assumes an activation with slope 1 around 0. ReLU sets half of its inputs to 0, so half of the mean square is lost: E[ReLU(z)²] = ½·E[z²]. Each layer leaves √½ ≈ 0.71 of the signal, and 29 of them (√½)²⁹ ≈ 4·10⁻⁵.',
      zh: 'Xavier 假定激活函数在 0 附近斜率为 1。ReLU 把一半输入置零，均方值也就损失一半：E[ReLU(z)²] = ½·E[z²]。每层只剩 √½ ≈ 0.71 的信号，29 层之后是 (√½)²⁹ ≈ 4·10⁻⁵。',
    },
    {
      en: 'On the way back the same happens to the gradient: half of the slopes are 0, so each layer leaves √½ of it. Measured at the first step: 3.5·10⁻³ at the last hidden layer, 2.3·10⁻⁷ at the first.',
      zh: '回传时梯度也是如此：一半的斜率为 0，每层只剩 √½。第一步实测：最后一个隐藏层 3.5·10⁻³，第一个隐藏层 2.3·10⁻⁷。',
    },
    {
      en: 'A kernel’s gradient is the product of its layer’s input and its output’s gradient. The one is small at the top, the other at the bottom, so it is small everywhere; only the last biases move, and they can learn no more than how frequent each class is.',
      zh: '权重矩阵的梯度是该层输入与其输出梯度的乘积。前者在顶部小，后者在底部小，所以处处都小；只有最后几层的偏置在动，而它们至多学到各类别出现的频率。',
    },
    {
      en: 'He et al. doubled the variance: Var = 2 ÷ fan-in. The factor 2 makes up for the half that ReLU cuts off, forward and backward, and the size of signal and gradient no longer depends on depth.',
      zh: 'He 等人把方差加倍：方差 = 2 ÷ 扇入。这个 2 正好补偿 ReLU 截去的一半，前向与反向都是如此，信号和梯度的大小从此与深度无关。',
    },
    {
      en: 'It is a matter of depth, not of taste: with ten layers Xavier still gets there, only later.',
      zh: '这是深度造成的差别，而不是口味问题：十层时 Xavier 也能学会，只是慢一些。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In all hidden layers set Weight initializer to He normal.',
        zh: '把所有隐藏层的“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: 'The gradient is between 0.004 and 0.009 in every layer at the first step, and the same thirty layers separate the rings: accuracy 100 % after twenty epochs.',
        zh: '第一步各层梯度都在 0.004 到 0.009 之间，同样的三十层把圆环分开了：二十个轮次后准确率 100 %。',
      },
      document: project('heNormal'),
    },
    {
      text: {
        en: 'Keep Xavier and delete all hidden layers but the first ten.',
        zh: '保留 Xavier，只留前十个隐藏层，删去其余。',
      },
      result: {
        en: '(√½)⁹ ≈ 0.04 is left, which is enough: 100 % as well, after a slow start.',
        zh: '剩下 (√½)⁹ ≈ 0.04，已经够用：起步慢一些，同样达到 100 %。',
      },
      document: project('glorotNormal', { layers: 10 }),
    },
    {
      text: {
        en: 'Keep Xavier and all thirty layers; set Optimizer to Adam and Learning rate to 0.001.',
        zh: '保留 Xavier 和全部三十层，把“优化器”改为 Adam，“学习率”改为 0.001。',
      },
      result: {
        en: 'Adam divides each step by the size of the gradient itself, so tiny gradients still make full steps: 100 %. It hides the failure rather than cures it: the first forward pass is as faint as before.',
        zh: 'Adam 把每一步都除以梯度自身的大小，微小的梯度也能迈出完整的一步：100 %。它掩盖了问题而没有解决问题：第一次前向传播的信号依旧微弱。',
      },
      finding: { start: 'initializerTooSmall', end: null },
      document: project('glorotNormal', { optimizer: 'adam', learningRate: 0.001 }),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
  look: { chart: 'gradient', overlay: 'gradient' },
  expected: {
    en: 'Gradient flow: from bright at the top to dark at the bottom, four and a half powers of ten, in even steps of √½. Loss: flat at 0.693 for all twenty epochs, accuracy 50 %.',
    zh: '梯度流：从顶部的亮到底部的暗，相差四个半数量级，每层均匀地缩小到 √½。损失：二十个轮次一直平在 0.693，准确率 50 %。',
  },
  source: [
    'He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, section 2.2 and figure 3',
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 4.2',
  ],
  figure: FIGURES.I3,
  document: project('glorotNormal'),
};

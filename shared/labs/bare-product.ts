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

const LAYERS_IN_CHAIN = 30;
const title = {
  en: 'The bare product: 0.2³⁰ and 5³⁰',
  zh: '赤裸的连乘：0.2³⁰ 与 5³⁰',
};

function project(weight: number, learningRate = 0.01) {
  const link = {
    units: 1,
    useBias: false,
    activation: choice('linear'),
    kernelInitializer: choice('constant', { value: weight }),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'V2',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(LAYERS_IN_CHAIN - 1, link),
          headLayer(1, link),
          outputLayer,
        ],
        dataset: dataset('cube'),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('sgd'),
          learningRate,
          epochs: 20,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const bareProduct: Lab = {
  id: 'V2',
  chapter: 'signal',
  order: 2,
  title,
  failure: {
    en: 'Thirty linear layers of one unit: 0.2³⁰ ≈ 10⁻²¹ leaves nothing of the signal, 5³⁰ ≈ 10²¹ overflows.',
    zh: '三十个只有一个单元的线性层：0.2³⁰ ≈ 10⁻²¹ 使信号荡然无存，5³⁰ ≈ 10²¹ 则直接溢出。',
  },
  explanation: [
    {
      en: 'The smallest deep network there is: thirty Dense layers, one unit each, no bias, no activation. It computes y = w₃₀ · … · w₂ · w₁ · x, one product of thirty numbers.',
      zh: '这是最小的深层网络：三十个全连接层，每层一个单元，没有偏置，没有激活函数。它计算 y = w₃₀ · … · w₂ · w₁ · x，也就是三十个数的连乘。',
    },
    {
      en: 'Every weight starts at 0.2. The signal shrinks by 5 at each layer, and after thirty layers it is 0.2³⁰ ≈ 1.1·10⁻²¹ of what came in.',
      zh: '每个权重都从 0.2 开始。信号每过一层缩小为五分之一，三十层之后只剩输入的 0.2³⁰ ≈ 1.1·10⁻²¹。',
    },
    {
      en: 'The gradient makes the same journey backwards. ∂L/∂hₖ = ∂L/∂y · wₖ₊₁ · … · w₃₀: a layer k steps from the end sees 0.2ᵏ of it.',
      zh: '梯度沿同一条路反向走一遍：∂L/∂hₖ = ∂L/∂y · wₖ₊₁ · … · w₃₀，离输出 k 步的层只能得到 0.2ᵏ 倍。',
    },
    {
      en: 'Look at the weight gradients too: ∂L/∂wₖ is the product of all the other weights, so it is equally tiny (4·10⁻²¹) in every layer. A rule that compares the first layer with the last would see nothing wrong; one must look at how signal and gradient change with depth.',
      zh: '再看权重的梯度：∂L/∂wₖ 是其余所有权重的乘积，所以每一层都同样微小（4·10⁻²¹）。只比较首层与末层的规则看不出任何异常；必须看信号与梯度如何随深度变化。',
    },
    {
      en: 'There is no activation to blame here. Vanishing and exploding are what a long product does: below 1 it dies, above 1 it blows up, and only very near 1 does it last. Matrices do the same with their singular values.',
      zh: '这里没有激活函数可以责怪。消失与爆炸是长连乘的本性：小于 1 则消亡，大于 1 则爆炸，只有非常接近 1 才能持久。矩阵的奇异值也遵循同样的规律。',
    },
    {
      en: 'Every good initializer is an answer to this one fact: choose the weights so that the factor per layer is 1 on average.',
      zh: '所有好的初始化方法都在回答这一个事实：选择权重，使每层的平均倍数为 1。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In all thirty layers set Weight initializer to Constant with value 5.',
        zh: '把三十层的“权重初始化”都改为常数，值取 5。',
      },
      result: {
        en: 'The first prediction is about 10²¹ and its square is beyond 3.4·10³⁸, the largest 32-bit float: the run ends before its first step, and the loss is named as the first tensor that is not finite.',
        zh: '第一次预测约为 10²¹，其平方超过 32 位浮点数的上限 3.4·10³⁸：训练还没迈出第一步就结束，并指出损失是第一个非有限的张量。',
      },
      finding: { start: 'initializerTooLarge', end: 'initializerTooLarge' },
      document: project(5),
    },
    {
      text: {
        en: 'Set the value to 1.',
        zh: '把值改为 1。',
      },
      result: {
        en: 'Signal and gradient are the same in all thirty layers, and within fifteen steps the network finds the best straight line through the curve: all weights at 0.963, and 0.963³⁰ ≈ 0.32 is its slope.',
        zh: '三十层的信号与梯度完全相同，十五步之内就找到拟合曲线的最佳直线：所有权重为 0.963，而 0.963³⁰ ≈ 0.32 就是直线的斜率。',
      },
      finding: { start: 'missingNonlinearity', end: 'missingNonlinearity' },
      document: project(1),
    },
    {
      text: {
        en: 'Set the value to 0.9.',
        zh: '把值改为 0.9。',
      },
      result: {
        en: '0.9³⁰ ≈ 0.04: it still learns, but slowly; after 20 epochs it is half-way.',
        zh: '0.9³⁰ ≈ 0.04：仍能学习，但很慢，20 个轮次后才走到一半。',
      },
      finding: { start: 'missingNonlinearity', end: 'missingNonlinearity' },
      document: project(0.9),
    },
    {
      text: {
        en: 'Set the value to 1.1.',
        zh: '把值改为 1.1。',
      },
      result: {
        en: '1.1³⁰ ≈ 17: the first loss is 300, the first step overshoots to weights that no product survives, and at step 3 a pre-activation is infinite. Ten per cent too much is already an explosion.',
        zh: '1.1³⁰ ≈ 17：初始损失为 300，第一步就冲过头，权重大到任何连乘都承受不住，第 3 步的预激活值已是无穷大。只大百分之十，就已经爆炸。',
      },
      finding: { start: 'missingNonlinearity', end: 'rateTooHigh' },
      document: project(1.1),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
  look: { chart: 'gradient', overlay: 'signal' },
  expected: {
    en: 'Signal and gradient overlays: a straight line on the log scale, five times less per layer, in opposite directions. Loss: only wobbles with the batch, the validation loss does not move. Updates: zero in every layer.',
    zh: '信号与梯度覆盖图：对数坐标上是直线，每层差五倍，方向相反。损失：只随批量抖动，验证损失纹丝不动。更新：每层都是零。',
  },
  source: [
    'Bengio, Simard, Frasconi (1994), Learning long-term dependencies with gradient descent is difficult, section III',
    'Pascanu, Mikolov, Bengio (2013), On the difficulty of training recurrent neural networks, section 2',
    'Zhang et al., Dive into Deep Learning, section 5.4.1 (动手学深度学习 4.8.1)',
  ],
  figure: FIGURES.V2,
  document: project(0.2),
};

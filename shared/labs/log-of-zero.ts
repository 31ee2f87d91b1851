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

const title = { en: 'The logarithm of 0', zh: '0 的对数' };

interface Variant {
  /** The loss applies softmax, and the last layer does not. */
  readonly logits?: boolean;
  readonly kernelInitializer?: Choice;
  readonly optimizer?: string;
  readonly learningRate?: number;
}

function project({
  logits = false,
  kernelInitializer = choice('normal', { deviation: 10 }),
  optimizer = 'sgd',
  learningRate = 0.1,
}: Variant = {}) {
  const hidden = {
    units: 16,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  };
  const activation = choice(logits ? 'linear' : 'softmax');
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'N2',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(2, hidden),
          headLayer(3, { activation, kernelInitializer }),
          outputLayer,
        ],
        dataset: dataset('blobs'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: logits }),
          optimizer: choice(optimizer),
          learningRate,
          epochs: 15,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const logOfZero: Lab = {
  id: 'N2',
  chapter: 'numbers',
  order: 1,
  title,
  failure: {
    en: 'Softmax first, its logarithm afterwards: where a probability is 0 in 32 bits the loss cannot say how wrong it is, its gradient is 0, and a third of the points is never learned.',
    zh: '先算 softmax，再取对数：概率在 32 位下变成 0 时，损失说不出错得有多远，梯度为 0，三分之一的点永远学不会。',
  },
  explanation: [
    {
      en: 'Three clouds in a plane, which any network separates. This one ends in a softmax, and the loss takes the logarithm of what comes out, as one would write it from the formulas: p = e^z ÷ Σ e^z, L = −ln p. The last weights are large, N(0, 10²), so the outputs before softmax are tens apart.',
      zh: '平面上的三团点，任何网络都能分开。这个网络末尾接 softmax，损失函数对其输出取对数，就像照公式直接写的那样：p = e^z ÷ Σ e^z，L = −ln p。末层权重很大，取自 N(0, 10²)，所以 softmax 之前的输出彼此相差几十。',
    },
    {
      en: 'In 32 bits e^z is infinite from z = 88.8 on and 0 below −103.9. Written by hand, softmax divides Inf by Inf, which is NaN, or 0 by 0, which is NaN as well; and ln 0 is −Inf. Whoever subtracts the largest z first is safe from the overflow, not from the 0.',
      zh: '在 32 位浮点数下，z 从 88.8 起 e^z 为无穷大，低于 −103.9 则为 0。直接照写的 softmax 会出现 Inf ÷ Inf，即 NaN，或 0 ÷ 0，同样是 NaN；而 ln 0 是 −Inf。先减去最大的 z 可以避免上溢，却避免不了 0。',
    },
    {
      en: 'So losses that take probabilities keep them within 10⁻⁷ and 1 − 10⁻⁷, here as in Keras. That avoids NaN and makes another failure: between a probability of 10⁻⁸ and one of 10⁻³⁰ the loss sees no difference, it is −ln 10⁻⁷ = 16.118 for both. What does not change has gradient 0.',
      zh: '因此接收概率的损失函数会把概率限制在 10⁻⁷ 与 1 − 10⁻⁷ 之间，本应用与 Keras 都是如此。这避免了 NaN，却带来另一种失败：概率是 10⁻⁸ 还是 10⁻³⁰，损失看不出差别，都是 −ln 10⁻⁷ = 16.118。不变的东西，梯度就是 0。',
    },
    {
      en: 'Here the network starts with two of three points wrong beyond that border. Those nearest to it are learned; one class stays behind as a whole. Its 34 % of the validation points each cost 16.118, and the loss stops at 0.34 × 16.118 = 5.48, to the third digit, for ever.',
      zh: '这里网络一开始就有三分之二的点错在这个界限之外。靠近界限的学会了，有一类整个留在那边。验证集里占 34 % 的这些点每个代价 16.118，损失停在 0.34 × 16.118 = 5.48，三位数字分毫不差，永远如此。',
    },
    {
      en: 'The stable way computes both at once: ln softmax(z)ₖ = (zₖ − max z) − ln Σ e^(z − max z). No exponential can overflow, no logarithm can meet a 0, and the gradient is simply p − t: the more wrong, the nearer to 1. That is what “from logits” means.',
      zh: '稳定的做法是把两步合起来算：ln softmax(z)ₖ = (zₖ − max z) − ln Σ e^(z − max z)。指数不会上溢，对数不会遇到 0，梯度就是 p − t：错得越多越接近 1。这就是“接收 logits”的含义。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In the last layer set Activation to Linear, and in Training switch on From logits.',
        zh: '把末层的“激活函数”改为线性，在“训练”中打开“接收 logits”。',
      },
      result: {
        en: 'The first loss is 41 instead of 11, because it now says how wrong the answers are, and one epoch later it is 0.08, two epochs later every point is right.',
        zh: '初始损失是 41 而不是 11，因为它现在说得出错得有多远；一个轮次后就是 0.08，两个轮次后所有点都分对。',
      },
      document: project({ logits: true }),
    },
    {
      text: {
        en: 'With softmax and without From logits set Optimizer to Adam and Learning rate to 0.01.',
        zh: '仍用 softmax、不接收 logits，把“优化器”改为 Adam，“学习率”改为 0.01。',
      },
      result: {
        en: '5.48 again: a gradient that is exactly 0 is 0 for every optimizer.',
        zh: '还是 5.48：梯度恰好为 0，对任何优化器都是 0。',
      },
      finding: { start: null, end: 'notFiniteOperation' },
      document: project({ optimizer: 'adam', learningRate: 0.01 }),
    },
    {
      text: {
        en: 'Set Weight initializer of the last layer to Xavier uniform.',
        zh: '把末层的“权重初始化”改为 Xavier 均匀分布。',
      },
      result: {
        en: 'With small outputs nothing meets the border, and it learns (0.006). The fault is still there, waiting for an outlier.',
        zh: '输出较小时碰不到界限，学得会（0.006）。毛病还在，只等一个离群点。',
      },
      document: project({ kernelInitializer: choice('glorotUniform') }),
    },
  ],
  finding: { start: null, end: 'notFiniteOperation' },
  look: { chart: 'loss', overlay: 'gradient' },
  expected: {
    en: 'Validation loss: from 10.7 to 5.48 within one epoch, then a level line without the slightest tremble. Accuracy: 66 %. Gradient flow: 10⁻⁴ at the first step, two thousand times less than from logits.',
    zh: '验证损失：一个轮次内从 10.7 降到 5.48，然后是一条纹丝不动的水平线。准确率：66 %。梯度流：第一步 10⁻⁴，只有由 logits 计算时的两千分之一。',
  },
  source: [
    'Goodfellow, Bengio, Courville (2016), Deep Learning, sections 4.1 and 6.2.2.3',
    'Blanchard, Higham, Higham (2021), Accurately computing the log-sum-exp and softmax functions',
    'Zhang et al., Dive into Deep Learning, section 4.5.2 (动手学深度学习 3.7.2)',
  ],
  figure: FIGURES.N2,
  document: project(),
};

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

const title = { en: 'All zeros: no gradient at all', zh: '全零：完全没有梯度' };

function project(activation: string, hiddenInitializer: string, lastInitializer: string) {
  const hidden = {
    units: 8,
    activation: choice(activation),
    kernelInitializer: choice(hiddenInitializer),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I5',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(2, hidden),
          headLayer(2, { kernelInitializer: choice(lastInitializer) }),
          outputLayer,
        ],
        dataset: dataset('moons'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.3,
          epochs: 30,
          batchSize: 16,
        },
      },
      locale,
    );
}

export const allZeros: Lab = {
  id: 'I5',
  chapter: 'initialization',
  order: 5,
  title,
  failure: {
    en: 'Every weight is 0: every signal is 0, every gradient is 0, and no weight ever moves.',
    zh: '所有权重为 0：信号全为 0，梯度全为 0，没有一个权重会动。',
  },
  explanation: [
    {
      en: 'Two moons, two hidden layers of eight ReLU units, and every weight starts at 0. It looks like the most neutral of all starts; it is the one from which nothing can be learned.',
      zh: '两个半月，两个隐藏层，每层八个 ReLU 单元，所有权重都从 0 开始。这看起来是最中立的起点，其实从这里什么也学不到。',
    },
    {
      en: 'Forward: h = ReLU(x·0 + 0) = 0, in every layer, for every sample. The network says 0 and 0, after softmax one half and one half.',
      zh: '前向：每一层、每个样本都是 h = ReLU(x·0 + 0) = 0。网络输出两个 0，经过 softmax 就是各二分之一。',
    },
    {
      en: 'Backward: a weight’s gradient is hᵢ·∂L/∂zⱼ, and what comes back to a layer is Wᵀ·∂L/∂z. With h = 0 the first is 0, with W = 0 the second is. Both are exact zeros, not small numbers, so no optimizer can scale them up.',
      zh: '反向：权重的梯度是 hᵢ·∂L/∂zⱼ，传回某一层的是 Wᵀ·∂L/∂z。h = 0 使前者为零，W = 0 使后者为零。它们是精确的 0 而不是很小的数，任何优化器都无法把它放大。',
    },
    {
      en: 'One parameter is left: the bias of the last layer, whose gradient is softmax minus target. It can learn how frequent each class is. Here both are as frequent, so it only trembles with the batches, and the loss stays at ln 2 ≈ 0.693.',
      zh: '只剩一个参数还会动：末层的偏置，它的梯度是 softmax 减目标。它能学到各类别出现的频率。这里两类一样多，所以它只随批量微微抖动，损失停在 ln 2 ≈ 0.693。',
    },
    {
      en: 'It is the sharpest case of symmetry: even where some gradient flows, units that start equal stay equal. Weights have to differ to begin with, which is why they are drawn at random. Biases may well start at 0, and do.',
      zh: '这是对称性最极端的情形：即使有梯度流动，初值相同的单元也永远相同。权重一开始就必须互不相同，所以要随机抽取。偏置则完全可以从 0 开始，通常也正是如此。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In the hidden layers and the last set Weight initializer to He normal.',
        zh: '把隐藏层和末层的“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: 'Gradients everywhere from the first step on, and 99 % after thirty epochs.',
        zh: '从第一步起处处都有梯度，三十个轮次后准确率 99 %。',
      },
      document: project('relu', 'heNormal', 'heNormal'),
    },
    {
      text: {
        en: 'Set Weight initializer back to Zeros in the last layer only.',
        zh: '只把末层的“权重初始化”改回全零。',
      },
      result: {
        en: 'That one does no harm: at the first step only the last layer gets a gradient, from the second on all do, and it ends at 99 % as well. Zeros are no failure where what comes in differs.',
        zh: '这样并无妨害：第一步只有末层得到梯度，从第二步起各层都有，最后同样是 99 %。只要输入各不相同，全零也不是问题。',
      },
      document: project('relu', 'heNormal', 'zeros'),
    },
    {
      text: {
        en: 'Set all layers back to Zeros and Activation of the hidden layers to Sigmoid.',
        zh: '把各层改回全零，隐藏层的“激活函数”改为 Sigmoid。',
      },
      result: {
        en: 'sigmoid(0) = ½ is not 0, so the last layer moves and, after it, the others. But all units of a layer are equal and stay so: 50 %, the loss still at 0.69.',
        zh: 'sigmoid(0) = ½ 不为 0，所以末层会动，随后其他层也会动。但同一层的单元全都相同，并且一直相同：准确率 50 %，损失仍在 0.69。',
      },
      finding: { start: 'symmetry', end: 'symmetry' },
      document: project('sigmoid', 'zeros', 'zeros'),
    },
  ],
  finding: { start: 'symmetry', end: 'symmetry' },
  look: { chart: 'gradient', overlay: 'gradient' },
  expected: {
    en: 'Gradient flow: no colour in the hidden layers, at no step, for the gradient is exactly 0. Updates: none. Loss: trembles around 0.693, accuracy 50 %.',
    zh: '梯度流：隐藏层在任何一步都没有颜色，因为梯度恰好为 0。更新：没有。损失：在 0.693 附近抖动，准确率 50 %。',
  },
  source: [
    'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4',
    'Zhang et al., Dive into Deep Learning, section 5.4.1.3 (动手学深度学习 4.8.1.3)',
  ],
  figure: FIGURES.I5,
  document: project('relu', 'zeros', 'zeros'),
};

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

const title = {
  en: 'Every weight equal: a network of one unit',
  zh: '权重全相等：只剩一个单元的网络',
};

function project(hidden: Choice, head: Choice = hidden, units = 8) {
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I4',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(2, {
            units,
            activation: choice('relu'),
            kernelInitializer: hidden,
          }),
          headLayer(2, { kernelInitializer: head }),
          outputLayer,
        ],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 40,
          batchSize: 16,
        },
      },
      locale,
    );
}

export const equalWeights: Lab = {
  id: 'I4',
  chapter: 'initialization',
  order: 4,
  title,
  failure: {
    en: 'All weights start at the same number, so all units of a layer stay the same unit for ever.',
    zh: '所有权重从同一个数开始，于是同一层的单元永远是同一个单元。',
  },
  explanation: [
    {
      en: 'A ring around a disc: two hidden layers of eight ReLU units separate them easily. But here every weight starts at 0.5.',
      zh: '一个圆环包着一个圆盘：两个隐藏层、每层八个 ReLU 单元，本可以轻松分开。但这里每个权重都从 0.5 开始。',
    },
    {
      en: 'The eight units of a layer see the same inputs with the same weights, so they give the same output. The layer above weighs them all alike, so they also get the same gradient, and gradient descent moves them in step. At no time can one become different from the others.',
      zh: '同一层的八个单元看到同样的输入、用同样的权重，输出自然相同。上一层对它们一视同仁，得到的梯度也就相同，梯度下降让它们齐步走。任何时候都没有哪个单元能变得与众不同。',
    },
    {
      en: 'In a formula: if W[:, i] = W[:, j] and the rows i and j of the next matrix agree, then ∂L/∂W[:, i] = ∂L/∂W[:, j]. The set of such networks is closed under training. The eight units are one unit, and the network has the power of 2 → 1 → 1 → 2.',
      zh: '写成公式：若 W[:, i] = W[:, j]，且下一层矩阵的第 i、j 行相同，则 ∂L/∂W[:, i] = ∂L/∂W[:, j]。这样的网络在训练下是封闭的。八个单元等于一个单元，网络的能力只相当于 2 → 1 → 1 → 2。',
    },
    {
      en: 'One ReLU unit cuts the plane with one straight line. A ring cannot be cut out with a line, so about one point in three stays wrong, however long it trains.',
      zh: '一个 ReLU 单元只能用一条直线切分平面。圆环不可能用一条直线切出来，所以无论训练多久，大约每三个点就有一个是错的。',
    },
    {
      en: 'At the very first step there is not even a gradient in the hidden layers: the last layer weighs both classes alike, and their errors cancel. Zeros everywhere would be worse still: no gradient, ever.',
      zh: '第一步时隐藏层甚至没有梯度：末层对两个类别一视同仁，它们的误差恰好抵消。若全部取零则更糟：永远没有梯度。',
    },
    {
      en: 'The cure is chance. Random weights break the symmetry; their distribution is the next question. (Biases may start equal: the weights already tell the units apart.)',
      zh: '解药是随机。随机权重打破对称性，至于取什么分布，那是下一个问题。（偏置可以相等：权重已经让各单元有所不同。）',
    },
  ],
  steps: [
    {
      text: {
        en: 'In the hidden layers set Weight initializer to He normal, in the last to Xavier uniform.',
        zh: '把隐藏层的“权重初始化”改为 He 正态分布，末层改为 Xavier 均匀分布。',
      },
      result: {
        en: 'Eight different units per layer: accuracy 100 %, and the boundary closes into a ring.',
        zh: '每层有八个不同的单元：准确率 100 %，决策边界闭合成环。',
      },
      document: project(choice('heNormal'), choice('glorotUniform')),
    },
    {
      text: {
        en: 'Keep the constant weights and set Units of both hidden layers to 1.',
        zh: '保持常数权重，把两个隐藏层的“单元数”改为 1。',
      },
      result: {
        en: 'The same boundary and nearly the same loss (0.57) as with eight equal units: the other seven did nothing.',
        zh: '决策边界相同，损失（0.57）也与八个相同单元时几乎一样：另外七个单元毫无作用。',
      },
      finding: { start: null, end: 'underfitting' },
      document: project(choice('constant', { value: 0.5 }), choice('constant', { value: 0.5 }), 1),
    },
    {
      text: {
        en: 'Set Weight initializer of all layers to Zeros.',
        zh: '把所有层的“权重初始化”改为全零。',
      },
      result: {
        en: 'Nothing moves but the last bias: every ReLU outputs 0, every weight gradient is 0, the loss stays at ln 2.',
        zh: '除末层偏置外什么都不动：所有 ReLU 输出 0，所有权重梯度为 0，损失停在 ln 2。',
      },
      finding: { start: 'symmetry', end: 'symmetry' },
      document: project(choice('zeros')),
    },
  ],
  finding: { start: 'symmetry', end: 'symmetry' },
  look: { chart: 'distributions', overlay: 'shapes' },
  expected: {
    en: 'Distributions: the weights of a layer are one or two lines instead of a hill. Dead units: all cells of a layer have the same shade. Fit: the boundary is one line that never closes. Loss: stops around 0.57, accuracy around 67 %.',
    zh: '分布：一层的权重是一两根细线，而不是一座小丘。死亡单元：同一层的格子深浅完全一样。拟合：决策边界是一条永远闭合不了的线。损失：停在 0.57 左右，准确率约 67 %。',
  },
  source: [
    'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4',
    'Zhang et al., Dive into Deep Learning, section 5.4.1.3 (动手学深度学习 4.8.1.3)',
  ],
  figure: FIGURES.I4,
  document: project(choice('constant', { value: 0.5 })),
};

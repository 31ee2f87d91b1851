import type { Choice } from '../document/schema';
import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayers,
  inputLayer,
  type LabLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'Five layers, six histograms', zh: '五层网络，六种直方图' };
const normal = (deviation: number): Choice => choice('normal', { deviation });

const flatten: LabLayer = {
  id: 'flatten',
  kind: 'flatten',
  name: { en: 'Flatten', zh: '展平' },
};

function project(activation: string, kernelInitializer: Choice) {
  const hidden = { units: 100, activation: choice(activation), kernelInitializer };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I1',
        title,
        layers: [
          inputLayer,
          flatten,
          ...hiddenLayers(5, hidden),
          headLayer(10, { kernelInitializer }),
          outputLayer,
        ],
        dataset: dataset('digits'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 2,
          batchSize: 64,
        },
      },
      locale,
    );
}

export const activationHistograms: Lab = {
  id: 'I1',
  chapter: 'initialization',
  order: 1,
  title,
  failure: {
    en: 'Sigmoid with weights of deviation 1: the activations sit at 0 and 1, where the slope is nearly 0.',
    zh: 'sigmoid 配标准差为 1 的权重：激活值全挤在 0 和 1 上，那里的斜率几乎为 0。',
  },
  explanation: [
    {
      en: 'Five hidden layers of 100 units read handwritten digits. Only two things change from experiment to experiment: the activation and the deviation of the starting weights. Open Distributions in the monitor: each row is the histogram of one layer’s activations.',
      zh: '五个隐藏层，每层 100 个单元，识别手写数字。各次实验只改两样东西：激活函数和初始权重的标准差。打开监视器的“分布”：每一行是一层激活值的直方图。',
    },
    {
      en: 'σ = 1 with sigmoid, as the lab opens: a unit of the second layer sums 100 inputs, so its pre-activation has a deviation of several units. σ(±6) is 0.002 or 0.998: the histogram has two peaks at the ends, where σ′ is below 0.01. Half of the units and more (88 % in the first layer) pass nearly nothing back; the few in the steep middle pass all the more, because the weights are large. So the RMS of the gradient looks sound here while most units cannot learn: only the histogram tells.',
      zh: '打开时是 sigmoid 与 σ = 1：第二层的单元对 100 个输入求和，预激活值的标准差有好几个单位。σ(±6) 是 0.002 或 0.998：直方图在两端各有一个峰，那里 σ′ 小于 0.01。一半以上的单元（第一层达 88 %）几乎不回传梯度；少数处于陡峭中段的单元因权重大而传得更多。于是梯度的均方根看上去正常，而多数单元却学不动：只有直方图说出真相。',
    },
    {
      en: 'σ = 0.01 with sigmoid: pre-activations are nearly 0, every unit answers ½ for every digit. The histogram is a single spike at ½: the layers no longer tell samples apart.',
      zh: 'sigmoid 与 σ = 0.01：预激活值几乎为 0，每个单元对每个数字都输出 ½。直方图缩成 ½ 处的一根尖峰：各层已无法区分样本。',
    },
    {
      en: 'Xavier (Var = 2 ÷ (fan-in + fan-out)) keeps the spread of a linear or tanh layer. The sigmoid histograms look good with it, but the slope of at most ¼ still quarters the gradient at every layer: here it is the gradient chart that tells.',
      zh: 'Xavier（方差 = 2 ÷（扇入 + 扇出））能保持线性层或 tanh 层的散布。用在 sigmoid 上，直方图看着不错，但斜率至多 ¼，梯度每过一层仍只剩四分之一：这回要看梯度图才知道。',
    },
    {
      en: 'ReLU with σ = 0.01: the signal falls by √(100 ÷ 2) · 0.01 ≈ 0.07 a layer and is gone by the fifth. ReLU with Xavier: × √½ a layer, a slow fade. ReLU with He (Var = 2 ÷ fan-in): the histograms look the same in all five layers, which is what one wants to see.',
      zh: 'ReLU 与 σ = 0.01：信号每层缩小到 √(100 ÷ 2) · 0.01 ≈ 0.07 倍，到第五层就没了。ReLU 与 Xavier：每层乘 √½，慢慢淡出。ReLU 与 He（方差 = 2 ÷ 扇入）：五层的直方图几乎一样，这正是我们想看到的。',
    },
    {
      en: 'The lesson: an initializer belongs to an activation. Look at the histograms before the first step; they tell most of what follows.',
      zh: '结论：初始化方法要与激活函数配套。训练之前先看直方图，后面会发生什么，大多已写在里面。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Weight initializer of all layers: Normal with deviation 0.01 (Activation stays sigmoid).',
        zh: '所有层的“权重初始化”：正态分布，标准差 0.01（“激活函数”仍为 sigmoid）。',
      },
      result: {
        en: 'All activations within a hair of 0.5, the gradient of the first layer at 5·10⁻¹¹; the loss stays at ln 10 ≈ 2.3.',
        zh: '所有激活值都紧贴 0.5，第一层的梯度只有 5·10⁻¹¹；损失停在 ln 10 ≈ 2.3。',
      },
      finding: { start: 'saturatingActivation', end: 'saturatingActivation' },
      document: project('sigmoid', normal(0.01)),
    },
    {
      text: {
        en: 'Weight initializer: Xavier uniform (Activation sigmoid).',
        zh: '“权重初始化”：Xavier 均匀分布（“激活函数”为 sigmoid）。',
      },
      result: {
        en: 'Hills instead of peaks, but the gradient falls by 4 from layer to layer; still no learning in two epochs (loss 2.3).',
        zh: '直方图是小丘而不再是尖峰，但梯度逐层缩小约 4 倍；两个轮次内仍学不到东西（损失 2.3）。',
      },
      finding: { start: null, end: 'saturatingActivation' },
      document: project('sigmoid', choice('glorotUniform')),
    },
    {
      text: {
        en: 'Activation ReLU, Weight initializer Normal with deviation 0.01.',
        zh: '“激活函数”ReLU，“权重初始化”正态分布，标准差 0.01。',
      },
      result: {
        en: 'The signal dies out: each layer’s RMS is about 0.07 of the one before; the loss stays at 2.3.',
        zh: '信号逐渐消失：每层的均方根约为前一层的 0.07 倍；损失停在 2.3。',
      },
      finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
      document: project('relu', normal(0.01)),
    },
    {
      text: {
        en: 'Activation ReLU, Weight initializer Xavier uniform.',
        zh: '“激活函数”ReLU，“权重初始化”Xavier 均匀分布。',
      },
      result: {
        en: 'The signal fades to about 0.7 a layer; five layers can bear that, and it learns: 90 %.',
        zh: '信号每层约变为 0.7 倍；五层尚能承受，可以学到 90 %。',
      },
      document: project('relu', choice('glorotUniform')),
    },
    {
      text: {
        en: 'Activation ReLU, Weight initializer He normal.',
        zh: '“激活函数”ReLU，“权重初始化”He 正态分布。',
      },
      result: {
        en: 'Five histograms alike, the gradient the same in all five layers, and 92 % of the digits right after two epochs.',
        zh: '五层直方图一致，五层梯度也一致，两个轮次后准确率达 92 %。',
      },
      document: project('relu', choice('heNormal')),
    },
  ],
  finding: { start: 'initializerTooLarge', end: 'initializerTooLarge' },
  look: { chart: 'distributions', overlay: 'shapes' },
  expected: {
    en: 'Distributions: activations in two peaks at 0 and 1 in every layer, half of them and more saturated. Loss: starts at 14 instead of ln 10 ≈ 2.3, because the last layer’s weights are as large. Accuracy: 50 % after two epochs, where He with ReLU has 92 %.',
    zh: '分布：每层激活值在 0 和 1 处各有一峰，一半以上饱和。损失：从 14 而不是 ln 10 ≈ 2.3 开始，因为末层的权重同样太大。准确率：两个轮次后为 50 %，而 ReLU 配 He 达到 92 %。',
  },
  source: [
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 4.2, equation 16',
    'He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, section 2.2',
    'Zhang et al., Dive into Deep Learning, section 5.4.2 (动手学深度学习 4.8.2)',
  ],
  figure: FIGURES.I1,
  document: project('sigmoid', normal(1)),
};

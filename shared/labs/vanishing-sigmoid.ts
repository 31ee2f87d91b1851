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

const HIDDEN_LAYERS = 10;
const title = { en: 'See a gradient vanish', zh: '看见梯度消失' };

function project(activation: string, kernelInitializer: string, hiddenCount = HIDDEN_LAYERS) {
  const hidden = {
    units: 16,
    activation: choice(activation),
    kernelInitializer: choice(kernelInitializer),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'V1',
        title,
        layers: [inputLayer, ...hiddenLayers(hiddenCount, hidden), headLayer(2), outputLayer],
        dataset: dataset('moons'),
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

export const vanishingSigmoid: Lab = {
  id: 'V1',
  chapter: 'signal',
  order: 1,
  title,
  failure: {
    en: 'Ten sigmoid layers: the gradient that reaches the first is a millionth of the last one’s, and nothing is learned.',
    zh: '十层 sigmoid：传到第一层的梯度只有最后一层的百万分之一，什么也学不到。',
  },
  explanation: [
    {
      en: 'The task is easy: two moons in a plane, which a network with one hidden layer separates in seconds. This network has ten hidden layers of 16 sigmoid units, started with Xavier weights, and plain gradient descent.',
      zh: '任务很简单：平面上的两个半月，只有一个隐藏层的网络几秒钟就能把它们分开。这个网络有十个隐藏层，每层 16 个 sigmoid 单元，用 Xavier 初始化，以普通梯度下降训练。',
    },
    {
      en: 'Train it and the loss stays at ln 2 ≈ 0.693: the network answers “half and half” for every point, as a coin would.',
      zh: '训练时损失停在 ln 2 ≈ 0.693：网络对每个点都回答“各占一半”，和抛硬币没有区别。',
    },
    {
      en: 'Why: backpropagation multiplies the gradient by Wᵀ and by σ′(z) at every layer it passes. σ′(z) = σ(z)·(1 − σ(z)) is never more than ¼, so with Xavier weights each layer leaves about a quarter of the gradient: 0.25 × 0.25 × … ten times.',
      zh: '原因在于：反向传播每经过一层，梯度都要乘以 Wᵀ 和 σ′(z)。σ′(z) = σ(z)·(1 − σ(z)) 最大只有 ¼，在 Xavier 权重下，每过一层梯度大约只剩四分之一：0.25 × 0.25 × … 连乘十次。',
    },
    {
      en: 'In a formula: RMS(∂L/∂h₁) ≈ 0.24⁹ · RMS(∂L/∂h₁₀) ≈ 2·10⁻⁶ · RMS(∂L/∂h₁₀); measured here: 1·10⁻⁶. The last layer moves, the first does not: it hands on the random features it was born with.',
      zh: '写成公式：RMS(∂L/∂h₁) ≈ 0.24⁹ · RMS(∂L/∂h₁₀) ≈ 2·10⁻⁶ · RMS(∂L/∂h₁₀)；这里实测为 1·10⁻⁶。最后一层在动，第一层几乎不动：它只是把天生的随机特征往后传。',
    },
    {
      en: 'The signal suffers too. A sigmoid’s output is centred on ½, not on 0, and every layer squeezes the differences between samples by the same quarter. By the tenth layer all samples look alike, so even the layers that do get a gradient have nothing to learn from.',
      zh: '前向的信号同样受损。sigmoid 的输出以 ½ 为中心而不是 0，每一层又把样本之间的差异压缩到约四分之一。到第十层时，所有样本看起来都一样，即使得到梯度的那些层也无从学起。',
    },
    {
      en: 'This is why deep networks with sigmoid units were thought to be untrainable until about 2006, and why ReLU with He weights, tanh with Xavier weights, normalization and residual paths are now the rule.',
      zh: '这正是 2006 年以前人们认为深层 sigmoid 网络无法训练的原因，也是如今普遍使用“ReLU + He 初始化”“tanh + Xavier 初始化”、规范化和残差连接的原因。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In all hidden layers set Activation to ReLU and Weight initializer to He normal.',
        zh: '把所有隐藏层的“激活函数”改为 ReLU，“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: 'The gradient has the same size in every layer from the first step on (0.009 to 0.014), and within twenty epochs the moons are separated: validation accuracy above 98 %.',
        zh: '从第一步起各层梯度大小就相近（0.009 到 0.014），二十个轮次内即可分开两个半月，验证准确率超过 98 %。',
      },
      document: project('relu', 'heNormal'),
    },
    {
      text: {
        en: 'Or set Activation to tanh and keep Weight initializer at Xavier uniform.',
        zh: '或者把“激活函数”改为 tanh，“权重初始化”保持 Xavier 均匀分布。',
      },
      result: {
        en: 'tanh′(0) = 1 instead of ¼: the first layer’s gradient is a third of the last one’s, and the loss falls to about 0.001.',
        zh: 'tanh′(0) = 1 而不是 ¼：第一层的梯度是最后一层的三分之一，损失降到约 0.001。',
      },
      document: project('tanh', 'glorotUniform'),
    },
    {
      text: {
        en: 'Or keep the sigmoids and use 4·sigmoid(x) − 2 as Activation, which has slope 1 at 0.',
        zh: '或者仍用 sigmoid，但把“激活函数”换成 4·sigmoid(x) − 2，它在 0 处的斜率为 1。',
      },
      result: {
        en: 'The same S-shape, centred and with slope 1, trains: the failure is the slope of ¼, not the shape.',
        zh: '同样的 S 形曲线，只要以零为中心、斜率为 1，就能训练：问题出在 ¼ 的斜率，而不是形状。',
      },
      document: project('scaledSigmoid', 'glorotUniform'),
    },
    {
      text: {
        en: 'Keep the sigmoids but delete all hidden layers but the first two.',
        zh: '保留 sigmoid，但只留前两个隐藏层，删去其余各层。',
      },
      result: {
        en: 'Two sigmoid layers do learn: 86 % in the same forty epochs, because the quarter is lost only once. Vanishing is a matter of depth.',
        zh: '两层 sigmoid 可以学习：同样四十个轮次达到 86 %，因为那四分之三只损失一次。梯度消失是深度带来的问题。',
      },
      document: project('sigmoid', 'glorotUniform', 2),
    },
  ],
  finding: { start: 'saturatingActivation', end: 'saturatingActivation' },
  look: { chart: 'gradient', overlay: 'gradient' },
  expected: {
    en: 'Gradient flow: dark at the bottom, brighter layer by layer towards the top, with about a factor of 4 from row to row, at every step. Loss: flat at 0.69, accuracy 50 %. Updates: a hundred-millionth of the weights in the first layer.',
    zh: '梯度流：底部（靠近输入）最暗，越往上越亮，相邻两行约差 4 倍，每一步都是如此。损失：平在 0.69，准确率 50 %。更新：第一层的更新只有权重的一亿分之一。',
  },
  source: [
    'Hochreiter (1991), Untersuchungen zu dynamischen neuronalen Netzen, chapter 4',
    'Bengio, Simard, Frasconi (1994), Learning long-term dependencies with gradient descent is difficult',
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 3',
    'Zhang et al., Dive into Deep Learning, section 5.4.1 (动手学深度学习 4.8.1)',
  ],
  figure: FIGURES.V1,
  document: project('sigmoid', 'glorotUniform'),
};

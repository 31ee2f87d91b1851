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

const title = { en: 'The same S, three slopes at 0', zh: '同样的 S 形，不同的斜率' };

function project(activation: string, layers = 8) {
  const hidden = {
    units: 32,
    activation: choice(activation),
    kernelInitializer: choice('glorotNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'S1',
        title,
        layers: [inputLayer, ...hiddenLayers(layers, hidden), headLayer(1), outputLayer],
        dataset: dataset('sine', { periods: 1 }),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('sgd'),
          learningRate: 0.05,
          epochs: 40,
          batchSize: 16,
        },
      },
      locale,
    );
}

export const scaledSigmoidLab: Lab = {
  id: 'S1',
  chapter: 'activations',
  order: 3,
  title,
  failure: {
    en: 'Eight sigmoid layers cannot fit a sine; eight layers of the same curve, moved to 0 and stretched to slope 1, can.',
    zh: '八层 sigmoid 拟合不了正弦；同样的曲线平移到 0、拉伸到斜率 1，八层就能拟合。',
  },
  explanation: [
    {
      en: 'One period of a sine, eight hidden layers of 32 units with Xavier weights. The lab opens with sigmoid. Three curves are compared that look alike on paper: sigmoid(x), 4·sigmoid(x) − 2, and tanh(x) = 2·sigmoid(2x) − 1.',
      zh: '一个周期的正弦，八个隐藏层，每层 32 个单元，Xavier 初始化。打开时用 sigmoid。比较三条看上去差不多的曲线：sigmoid(x)、4·sigmoid(x) − 2 和 tanh(x) = 2·sigmoid(2x) − 1。',
    },
    {
      en: 'What Xavier assumes is an activation that is close to the identity near 0: f(0) = 0 and f′(0) = 1. Then a layer hands on what its weights keep, forward and backward. The Taylor series says which curve does: sigmoid(x) ≈ ½ + x ÷ 4, 4·sigmoid(x) − 2 ≈ x, tanh(x) ≈ x.',
      zh: 'Xavier 假定激活函数在 0 附近接近恒等映射：f(0) = 0，f′(0) = 1。这样每一层才会把权重所保持的东西如实传下去，前向反向都是如此。泰勒展开告诉我们谁符合：sigmoid(x) ≈ ½ + x ÷ 4，4·sigmoid(x) − 2 ≈ x，tanh(x) ≈ x。',
    },
    {
      en: 'The ½ is the same for all samples and carries nothing; the ¼ quarters what does differ, and the gradient. Measured before the first step: from the last to the first layer the gradient falls from 0.04 to 1.5·10⁻⁶ with sigmoid, and stays between 0.018 and 0.026 with 4·sigmoid(x) − 2.',
      zh: '½ 对所有样本都一样，不携带信息；¼ 把样本间的差异和梯度都缩小到四分之一。第一步之前实测：sigmoid 的梯度从末层到首层由 0.04 降到 1.5·10⁻⁶，而 4·sigmoid(x) − 2 的一直在 0.018 到 0.026 之间。',
    },
    {
      en: 'So the sigmoid network learns one number, the mean of the sine, and stays near the variance 0.47 of the targets. The other two follow the curve. Nothing about the shape has changed, only where it is centred and how steep it is there.',
      zh: '于是 sigmoid 网络只学到一个数，即正弦的均值，损失停在目标的方差 0.47 附近。另外两个网络则贴合曲线。形状丝毫未变，变的只是中心在哪里、中心处有多陡。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In all hidden layers set Activation to 4·sigmoid(x) − 2.',
        zh: '把所有隐藏层的“激活函数”改为 4·sigmoid(x) − 2。',
      },
      result: {
        en: 'The same eight layers follow the sine: 0.034.',
        zh: '同样的八层贴合了正弦：0.034。',
      },
      document: project('scaledSigmoid'),
    },
    {
      text: { en: 'Set Activation to tanh.', zh: '把“激活函数”改为 tanh。' },
      result: {
        en: '0.033: near 0 it is the same function, and the result is the same.',
        zh: '0.033：在 0 附近它们是同一个函数，结果也一样。',
      },
      document: project('tanh'),
    },
    {
      text: {
        en: 'Back to Sigmoid, delete all hidden layers but the first.',
        zh: '改回 Sigmoid，只留第一个隐藏层。',
      },
      result: {
        en: 'One quarter instead of eight can be borne: it learns the curve in part (0.27).',
        zh: '一个四分之一尚可承受，八个则不行：它学会了曲线的一部分（0.27）。',
      },
      document: project('sigmoid', 1),
    },
  ],
  finding: { start: 'saturatingActivation', end: 'saturatingActivation' },
  look: { chart: 'gradient', overlay: 'gradient' },
  expected: {
    en: 'Gradient flow: darker by a factor of about 4 from row to row, towards the input. Fitted curve: a level line that moves up and down. Validation loss: between 0.46 and 0.85 for all forty epochs.',
    zh: '梯度流：越靠近输入越暗，相邻两行约差 4 倍。拟合曲线：一条上下移动的水平线。验证损失：四十个轮次都在 0.46 到 0.85 之间。',
  },
  source: [
    'Xu, Huang, Li (2016), Revise saturated activation functions (4·sigmoid(x) − 2)',
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 3',
    'Zhang et al., Dive into Deep Learning, section 5.4.2 (动手学深度学习 4.8.2)',
  ],
  figure: FIGURES.S1,
  document: project('sigmoid'),
};

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

const title = {
  en: 'N(0, 0.01²): right for shallow, wrong for deep',
  zh: 'N(0, 0.01²)：浅层够用，深层不行',
};

const SMALL = choice('normal', { deviation: 0.01 });

const flatten: LabLayer = {
  id: 'flatten',
  kind: 'flatten',
  name: { en: 'Flatten', zh: '展平' },
};

function project(layers: number, activation: string, kernelInitializer: Choice) {
  const hidden = { units: 64, activation: choice(activation), kernelInitializer };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I2',
        title,
        layers: [
          inputLayer,
          flatten,
          ...hiddenLayers(layers, hidden),
          headLayer(10, { kernelInitializer }),
          outputLayer,
        ],
        dataset: dataset('digits', { samples: 2000 }),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 5,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const smallNormal: Lab = {
  id: 'I2',
  chapter: 'initialization',
  order: 2,
  title,
  failure: {
    en: 'Weights from N(0, 0.01²), as many examples have them: with six layers a ten-millionth of the signal arrives.',
    zh: '许多例子里的 N(0, 0.01²) 初始化：到第六层，信号只剩千万分之一。',
  },
  explanation: [
    {
      en: 'Handwritten digits, 2,000 of them, and six hidden layers of 64 ReLU units. All weights start from a normal distribution of deviation 0.01, as in the first chapters of most textbooks.',
      zh: '2,000 张手写数字，六个隐藏层，每层 64 个 ReLU 单元。所有权重取自标准差 0.01 的正态分布，多数教材的前几章就是这样写的。',
    },
    {
      en: 'A ReLU layer with n inputs multiplies the size of a signal by σ·√(n ÷ 2). For n = 64 and σ = 0.01 that is 0.057: each layer passes on a twentieth.',
      zh: '有 n 个输入的 ReLU 层把信号大小乘以 σ·√(n ÷ 2)。n = 64、σ = 0.01 时是 0.057：每层只传下二十分之一。',
    },
    {
      en: 'Measured before the first step: 0.2 behind the first layer, whose 784 inputs help, and 10⁻⁷ behind the sixth. The gradient falls in the same way on its way back, from 3·10⁻⁴ to 2·10⁻¹⁰.',
      zh: '第一步之前实测：第一层之后是 0.2（它有 784 个输入，所以还好），第六层之后只有 10⁻⁷。梯度在回传时同样下降，从 3·10⁻⁴ 降到 2·10⁻¹⁰。',
    },
    {
      en: 'The network answers “a tenth each” for every digit, and the loss stays at ln 10 ≈ 2.303: nothing it sees depends on the picture.',
      zh: '网络对每张图都回答“各十分之一”，损失停在 ln 10 ≈ 2.303：它看到的东西与图片无关。',
    },
    {
      en: 'With one hidden layer the same 0.01 is fine. There is one factor instead of six, and the small start even helps: the first loss is exactly ln 10, without the noise of large random answers.',
      zh: '只有一个隐藏层时，同样的 0.01 完全够用。因子只有一个而不是六个，而且从小处起步甚至有好处：初始损失恰好是 ln 10，没有随机大输出带来的噪声。',
    },
    {
      en: 'So the number that matters is not σ but σ·√n, layer by layer. Xavier and He choose σ for each layer so that this factor is 1.',
      zh: '所以重要的不是 σ，而是每一层的 σ·√n。Xavier 和 He 为每层选取 σ，使这个因子等于 1。',
    },
  ],
  steps: [
    {
      text: { en: 'Delete all hidden layers but the first.', zh: '只留第一个隐藏层，删去其余。' },
      result: {
        en: 'The same initializer learns: 85 % of the digits right after five epochs.',
        zh: '同样的初始化学得会：五个轮次后准确率 85 %。',
      },
      document: project(1, 'relu', SMALL),
    },
    {
      text: { en: 'Keep two hidden layers.', zh: '保留两个隐藏层。' },
      result: {
        en: 'A plateau: two epochs at 2.3 before the loss begins to fall, and three quarters right after five. With three layers it is still on the plateau then.',
        zh: '出现平台期：损失在 2.3 停两个轮次才开始下降，五个轮次后准确率约四分之三。三层时五个轮次后仍停在平台上。',
      },
      document: project(2, 'relu', SMALL),
    },
    {
      text: {
        en: 'With all six layers set Weight initializer to He normal.',
        zh: '六层全留，把“权重初始化”改为 He 正态分布。',
      },
      result: {
        en: 'Signal about 1 and gradient about 0.005 in every layer; 88 %.',
        zh: '各层信号约为 1，梯度约为 0.005；准确率 88 %。',
      },
      document: project(6, 'relu', choice('heNormal')),
    },
    {
      text: {
        en: 'Or set Activation to tanh and Weight initializer to Xavier normal.',
        zh: '或者把“激活函数”改为 tanh，“权重初始化”改为 Xavier 正态分布。',
      },
      result: {
        en: 'The signal falls gently, from 0.7 to 0.3, and it learns as well: 89 %.',
        zh: '信号从 0.7 缓缓降到 0.3，同样学得会：89 %。',
      },
      document: project(6, 'tanh', choice('glorotNormal')),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
  look: { chart: 'gradient', overlay: 'signal' },
  expected: {
    en: 'The signal overlay grows colder from layer to layer, by a factor of about 17 each. Gradient flow: the same from top to bottom. Loss: flat at 2.30, accuracy 10 %.',
    zh: '信号覆盖图逐层变冷，每层约差 17 倍。梯度流：从上到下同样如此。损失：平在 2.30，准确率 10 %。',
  },
  source: [
    'He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, section 2.2 (on N(0, 0.01²))',
    'Zhang et al., Dive into Deep Learning, sections 3.4 and 5.4.2 (动手学深度学习 3.2 与 4.8.2)',
  ],
  figure: FIGURES.I2,
  document: project(6, 'relu', SMALL),
};

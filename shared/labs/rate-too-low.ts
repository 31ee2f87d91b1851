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

const title = { en: 'A learning rate too low', zh: '学习率过低' };

interface Variant {
  readonly learningRate?: number;
  readonly epochs?: number;
  readonly optimizer?: string;
}

function project({ learningRate = 0.00001, epochs = 40, optimizer = 'sgd' }: Variant = {}) {
  const hidden = {
    units: 32,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'L1',
        title,
        layers: [inputLayer, ...hiddenLayers(2, hidden), headLayer(2), outputLayer],
        dataset: dataset('moons'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice(optimizer),
          learningRate,
          epochs,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const rateTooLow: Lab = {
  id: 'L1',
  chapter: 'rates',
  order: 2,
  title,
  failure: {
    en: 'Learning rate 0.00001: everything is sound but the step; after forty epochs the loss has come down from 0.71 to 0.68, in a straight line.',
    zh: '学习率取 0.00001：一切正常，只是步子太小；四十个轮次后损失才从 0.71 降到 0.68，几乎是一条直线。',
  },
  explanation: [
    {
      en: 'Two moons, two hidden layers of 32 ReLU units with He weights, plain gradient descent. Signal and gradient are as they should be in every layer. Only the learning rate is 0.00001.',
      zh: '两个半月，两个隐藏层，每层 32 个 ReLU 单元，He 初始化，普通梯度下降。各层的信号和梯度都正常，只有学习率是 0.00001。',
    },
    {
      en: 'The loss does fall, in every epoch, by the same tiny amount. A straight line is the sign: the weights hardly move, so the gradient stays the same, and L(w − ηg) ≈ L(w) − η·|g|² takes the same bit off at each step. A sound run bends: fast first, then slower.',
      zh: '损失确实在下降，每个轮次都降同样的一点点。直线就是征兆：权重几乎不动，梯度也就不变，L(w − ηg) ≈ L(w) − η·|g|²，每一步减去的都一样多。正常的训练曲线是弯的：先快后慢。',
    },
    {
      en: 'The number to look at is the size of an update over the size of the weight. About 0.001 a step is usual; here it is 10⁻⁶. At that rate a weight needs a million steps to become another.',
      zh: '要看的数是更新量与权重之比。通常每步约为 0.001；这里是 10⁻⁶。照这样，一个权重要一百万步才能变成另一个。',
    },
    {
      en: 'A vanishing gradient looks the same in the loss. The difference is in the gradient chart: here it is about 0.005 in both layers, there it falls from layer to layer. Where the gradient is sound and the update is not, the rate is at fault.',
      zh: '梯度消失在损失曲线上看起来一样。区别在梯度图：这里两层都约为 0.005，而梯度消失时逐层下降。梯度正常而更新不正常，问题就出在学习率。',
    },
    {
      en: 'Patience is no cure: ten times the epochs at this rate get where a rate ten times larger is after forty.',
      zh: '靠耐心不行：用这个学习率训练十倍的轮次，也只到学习率大十倍时四十个轮次的地方。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training press Find a learning rate, or set Learning rate to 0.1.',
        zh: '在“训练”中点“寻找学习率”，或把“学习率”改为 0.1。',
      },
      result: {
        en: 'The loss bends down in the first epochs and ends at 0.035; accuracy 99 %.',
        zh: '损失在头几个轮次里就弯了下去，最后为 0.035；准确率 99 %。',
      },
      document: project({ learningRate: 0.1 }),
    },
    {
      text: { en: 'Keep 0.00001 and set Epochs to 400.', zh: '保持 0.00001，把“轮次”改为 400。' },
      result: {
        en: '0.52 after ten times the work: the line goes on, and only slowly begins to bend.',
        zh: '花了十倍的工夫，损失才到 0.52：直线继续延伸，慢慢才开始弯曲。',
      },
      finding: { start: null, end: 'rateTooLow' },
      document: project({ epochs: 400 }),
    },
    {
      text: { en: 'Set Learning rate to 0.0001.', zh: '把“学习率”改为 0.0001。' },
      result: {
        en: 'The same 0.52 after forty epochs: ten times the rate instead of ten times the time.',
        zh: '四十个轮次后同样是 0.52：十倍的学习率，代替了十倍的时间。',
      },
      finding: { start: null, end: 'rateTooLow' },
      document: project({ learningRate: 0.0001 }),
    },
    {
      text: {
        en: 'Set Optimizer to Adam and Learning rate to 0.01.',
        zh: '把“优化器”改为 Adam，“学习率”改为 0.01。',
      },
      result: {
        en: 'Adam’s usual rates are smaller, because its steps do not shrink with the gradient: 0.004 and 100 %.',
        zh: 'Adam 的步长不随梯度缩小，所以常用的学习率更小：损失 0.004，准确率 100 %。',
      },
      document: project({ learningRate: 0.01, optimizer: 'adam' }),
    },
  ],
  finding: { start: null, end: 'rateTooLow' },
  look: { chart: 'updates', overlay: 'updates' },
  expected: {
    en: 'Updates: both hidden layers between 10⁻⁷ and 10⁻⁵ of their weights, for all forty epochs. Validation loss: a straight line from 0.713 to 0.684. Gradient flow: about 0.005 in both layers, nothing wrong with it.',
    zh: '更新：四十个轮次里，两个隐藏层的更新都在权重的 10⁻⁷ 到 10⁻⁵ 之间。验证损失：从 0.713 到 0.684 的一条直线。梯度流：两层都约为 0.005，并无异常。',
  },
  source: [
    'Goodfellow, Bengio, Courville (2016), Deep Learning, section 11.4.1',
    'Smith (2017), Cyclical learning rates for training neural networks, section 3.3',
    'Zhang et al., Dive into Deep Learning, section 12.3.1.1 (动手学深度学习 11.3.1)',
  ],
  figure: FIGURES.L1,
  document: project(),
};

import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  normalization,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'Not centred: the zig-zag', zh: '不以零为中心：之字形' };

interface Variant {
  readonly learningRate?: number;
  readonly normalized?: boolean;
}

function project(activation: string, { learningRate = 0.3, normalized = false }: Variant = {}) {
  const both = [1, 2].flatMap((number): LabLayer[] => [
    hiddenLayer(number, {
      units: 16,
      activation: choice(activation),
      kernelInitializer: choice('glorotUniform'),
    }),
    ...(normalized ? [normalization(number)] : []),
  ]);
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'S2',
        title,
        layers: [inputLayer, ...both, headLayer(2), outputLayer],
        dataset: dataset('moons'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate,
          epochs: 40,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const zigZag: Lab = {
  id: 'S2',
  chapter: 'activations',
  order: 4,
  title,
  failure: {
    en: 'Sigmoid outputs are all positive, so for one sample all weights of a unit move in the same direction; two layers of it learn the moons to 87 %, tanh to 99 %.',
    zh: 'sigmoid 的输出全为正，所以对一个样本而言，一个单元的所有权重只能朝同一方向动；两层 sigmoid 在半月上只学到 87 %，tanh 学到 99 %。',
  },
  explanation: [
    {
      en: 'Two moons, two hidden layers of 16 units, plain gradient descent. The network is shallow: no gradient vanishes here. And yet with sigmoid it is far behind the same network with tanh.',
      zh: '两个半月，两个隐藏层，每层 16 个单元，普通梯度下降。网络很浅，梯度并不消失。可是用 sigmoid 时，它远远落后于用 tanh 的同一网络。',
    },
    {
      en: 'For one sample the gradient of a weight is hᵢ·δⱼ: the input of the unit times the unit’s own error. If all inputs hᵢ are positive, as sigmoid outputs are, all weights of the unit have the sign of δⱼ. They all rise or all fall.',
      zh: '对一个样本，权重的梯度是 hᵢ·δⱼ：单元的输入乘以单元自身的误差。若所有输入 hᵢ 都为正（sigmoid 的输出正是如此），该单元所有权重的梯度就都与 δⱼ 同号：要么全升，要么全降。',
    },
    {
      en: 'Where one weight should rise and another fall, there is only a zig-zag: some steps up with both, some down. In other words the inputs have a large common part, their mean of ½, along which the loss is much steeper than across; a rate that is safe along it is slow across.',
      zh: '若一个权重该升、另一个该降，就只能走之字：几步一起升，几步一起降。换句话说，输入有一个很大的公共部分，即均值 ½，损失沿这个方向比其他方向陡得多；对它安全的学习率，对其他方向就太慢。',
    },
    {
      en: 'With batches of one sample and one step, every unit of the second hidden layer moves all its 16 weights in one direction with sigmoid; with tanh they go both ways.',
      zh: '用单个样本走一步来看：sigmoid 时第二个隐藏层的每个单元，16 个权重全朝一个方向动；tanh 时则有升有降。',
    },
    {
      en: 'LeCun et al. drew two conclusions in 1998 that still hold: shift the data to mean 0, and use activations that are centred. Batch normalization does the same in the middle of the network, for any activation.',
      zh: 'LeCun 等人在 1998 年得出的两条结论至今有效：把数据平移到均值 0，并使用以零为中心的激活函数。批量规范化在网络内部做同样的事，对任何激活函数都适用。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In the hidden layers set Activation to tanh.',
        zh: '把隐藏层的“激活函数”改为 tanh。',
      },
      result: {
        en: 'The same weights, the same rate: validation loss 0.02 instead of 0.3, accuracy 99 %.',
        zh: '同样的权重，同样的学习率：验证损失 0.02，而不是 0.3，准确率 99 %。',
      },
      document: project('tanh'),
    },
    {
      text: {
        en: 'Keep Sigmoid and put a Batch normalization behind each hidden layer.',
        zh: '保留 Sigmoid，在每个隐藏层之后放一个“批量规范化”。',
      },
      result: {
        en: 'The next layer sees centred inputs: 0.036 and 99 %. Single epochs jump, while the running averages follow the weights.',
        zh: '下一层看到的输入以零为中心：0.036，99 %。个别轮次会跳一下，那时滑动平均还没跟上权重。',
      },
      document: project('sigmoid', { normalized: true }),
    },
    {
      text: {
        en: 'Keep Sigmoid without normalization and set Learning rate to 1.',
        zh: '保留 Sigmoid、不加规范化，把“学习率”改为 1。',
      },
      result: {
        en: 'A larger rate hardly helps (0.29, 87 %): along the steep direction it is already too large.',
        zh: '加大学习率几乎没用（0.29，87 %）：沿陡的方向它已经太大了。',
      },
      document: project('sigmoid', { learningRate: 1 }),
    },
  ],
  look: { chart: 'loss', overlay: 'signal' },
  expected: {
    en: 'Validation loss: down to 0.3 within ten epochs, then nearly level to the fortieth; the boundary is almost a straight line. Signal: the mean of both hidden layers is near ½, many times their spread.',
    zh: '验证损失：十个轮次内降到 0.3，此后直到第四十个轮次几乎持平；决策边界近乎一条直线。信号：两个隐藏层的均值都接近 ½，是其离散程度的许多倍。',
  },
  source: [
    'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, sections 4.3 and 4.4',
    'Ioffe, Szegedy (2015), Batch normalization, section 2',
  ],
  figure: FIGURES.S2,
  document: project('sigmoid'),
};

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
        dataset: dataset('circles'),
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
    en: 'Sigmoid outputs are all positive, so for one sample all weights of a unit move in the same direction; two layers of it never part the rings, with tanh they do.',
    zh: 'sigmoid 的输出全为正，所以对一个样本而言，一个单元的所有权重只能朝同一方向动；两层 sigmoid 始终分不开两个圆环，换成 tanh 就能分开。',
  },
  explanation: [
    {
      en: 'Two rings, two hidden layers of 16 units, plain gradient descent. The network is shallow: no gradient vanishes here. And yet with sigmoid the loss stays where guessing puts it, ln 2, while the same network with tanh is done in ten epochs.',
      zh: '两个圆环，两个隐藏层，每层 16 个单元，普通梯度下降。网络很浅，梯度并不消失。可是用 sigmoid 时，损失一直停在随机猜测的水平 ln 2，而同一网络换成 tanh，十个轮次就学会了。',
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
        en: 'The same weights, the same rate: validation loss 0.005 instead of 0.69, accuracy 100 %.',
        zh: '同样的权重，同样的学习率：验证损失 0.005，而不是 0.69，准确率 100 %。',
      },
      document: project('tanh'),
    },
    {
      text: {
        en: 'Keep Sigmoid and put a Batch normalization behind each hidden layer.',
        zh: '保留 Sigmoid，在每个隐藏层之后放一个“批量规范化”。',
      },
      result: {
        en: 'The next layer sees centred inputs: 0.02 and 100 %. Single epochs jump, while the running averages follow the weights.',
        zh: '下一层看到的输入以零为中心：0.02，100 %。个别轮次会跳一下，那时滑动平均还没跟上权重。',
      },
      document: project('sigmoid', { normalized: true }),
    },
    {
      text: {
        en: 'Keep Sigmoid without normalization and set Learning rate to 1.',
        zh: '保留 Sigmoid、不加规范化，把“学习率”改为 1。',
      },
      result: {
        en: 'A larger rate hardly helps (0.55, 75 %): across it is still slow, and along the steep direction it is already too large.',
        zh: '加大学习率收效甚微（0.55，75 %）：沿别的方向仍然太慢，沿陡的方向却已经太大了。',
      },
      finding: { start: null, end: 'rateTooHigh' },
      document: project('sigmoid', { learningRate: 1 }),
    },
  ],
  finding: { start: null, end: 'notCentred' },
  look: { chart: 'loss', overlay: 'signal' },
  expected: {
    en: 'Validation loss: up and down around 0.69 for forty epochs, the accuracy near 50 %; the boundary is a straight line that sways. Signal: the mean of both hidden layers is near ½, many times their spread.',
    zh: '验证损失：四十个轮次里一直在 0.69 上下摆动，准确率约 50 %；决策边界是一条来回摇摆的直线。信号：两个隐藏层的均值都接近 ½，是其离散程度的许多倍。',
  },
  source: [
    'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, sections 4.3 and 4.4',
    'Ioffe, Szegedy (2015), Batch normalization, section 2',
  ],
  figure: FIGURES.S2,
  document: project('sigmoid'),
};

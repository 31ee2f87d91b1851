import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import { type Lab, NO_FINDING } from './lab';

const UNITS = 16;
const title = {
  en: 'A shared layer, a constant and a loop',
  zh: '共享层、常量与循环',
};

const dense = {
  units: UNITS,
  activation: choice('tanh'),
  kernelInitializer: choice('glorotUniform'),
};

const CONSTANT: LabLayer = {
  id: 'constant',
  kind: 'constant',
  name: { en: 'Constant', zh: '常量' },
  parameters: { shape: [UNITS], initializer: choice('normal', { deviation: 0.5 }) },
  place: { column: 2, row: 1 },
};

const CLAMP: LabLayer = {
  id: 'clamp',
  kind: 'normClamp',
  name: { en: 'Norm clamp', zh: '范数限制' },
};

const NORMALIZATION: LabLayer = {
  id: 'normalization',
  kind: 'layerNormalization',
  name: { en: 'Layer normalization', zh: '层规范化' },
};

interface Variant {
  readonly shared?: boolean;
  readonly last?: LabLayer;
  readonly batchSize?: number;
}

function project({ shared = true, last, batchSize = 32 }: Variant) {
  const ends = [...(last ? [last] : []), headLayer(2), outputLayer];
  const layers: LabLayer[] = [
    { ...inputLayer, place: { column: 0, row: 0 } },
    { ...hiddenLayer(1, dense), place: { column: 1, row: 0 } },
    { ...hiddenLayer(2, dense), place: { column: 2, row: 0 } },
    CONSTANT,
    {
      id: 'add',
      kind: 'add',
      name: { en: 'Add', zh: '相加' },
      from: ['hidden-2', 'constant'],
      place: { column: 3, row: 0 },
    },
    {
      ...hiddenLayer(3, dense),
      ...(shared ? { weightsOf: 'hidden-2' } : {}),
      place: { column: 4, row: 0 },
    },
    ...ends.map((layer, column) => ({ ...layer, place: { column, row: 2 } })),
  ];
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'M1',
        title,
        layers,
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('adam'),
          learningRate: 0.01,
          epochs: 20,
          batchSize,
        },
      },
      locale,
    );
}

export const normClampLab: Lab = {
  id: 'M1',
  chapter: 'structure',
  order: 1,
  title,
  failure: {
    en: 'A loop on the norm of the whole batch lets the signal jump by ten: the loss falls, jumps back up and falls again.',
    zh: '对整个批量的范数做循环，会使信号突然变化十倍：损失下降、跳回、再下降。',
  },
  explanation: [
    {
      en: 'A network is a program, and a program may contain anything. This one follows FixedHiddenMLP of Dive into Deep Learning: a layer used in two places, numbers that are never trained, and a loop whose turns depend on the data.',
      zh: '网络就是程序，而程序里什么都可以有。这里仿照《动手学深度学习》中的 FixedHiddenMLP：一个层用在两处，一些从不训练的数，以及一个循环，转几圈取决于数据。',
    },
    {
      en: 'Hidden 3 takes the weights of Hidden 2. There is one kernel of 16 × 16, it is counted once, and its gradient is the sum of what comes back from both places.',
      zh: '隐藏层 3 使用隐藏层 2 的权重。16 × 16 的权重矩阵只有一个，只计数一次，它的梯度是两处传回的梯度之和。',
    },
    {
      en: 'The Constant adds the same 16 numbers to every sample. They are drawn once and belong to no optimizer; the gradient passes Add and goes past them.',
      zh: '“常量”给每个样本加上同样的 16 个数。它们只抽取一次，不归任何优化算法管；梯度经过“相加”，从它们旁边绕过去。',
    },
    {
      en: 'Norm clamp halves the whole batch until its norm is at most 1, then multiplies by 10 if that is under 0.8. So the norm is either between 0.8 and 1 or between 5 and 8, never between: a tiny change of a weight, or the next batch, can make everything behind it ten times as large.',
      zh: '“范数限制”把整个批量反复减半，直到范数不超过 1；若结果小于 0.8，再乘以 10。于是范数要么在 0.8 与 1 之间，要么在 5 与 8 之间，绝不会落在两者中间：权重的微小变化，或者换下一个批量，都可能使它后面的一切变成十倍。',
    },
    {
      en: 'The gradient is ∂L/∂x = c · ∂L/∂y with the factor c of this very batch. It knows nothing of the jump, for where the loop takes one turn more the function has no derivative. Gradient descent walks up to the cliff unsuspecting.',
      zh: '梯度是 ∂L/∂x = c · ∂L/∂y，c 是当前批量的系数。它对跳变一无所知，因为循环多转一圈之处函数不可导。梯度下降毫无防备地走到悬崖边。',
    },
    {
      en: 'And a sample’s answer depends on who else is in its batch. In most networks it must not, and a network that is trained with one batch size and used with another will answer differently.',
      zh: '而且，一个样本的输出取决于同批的其他样本。在大多数网络里不应如此：用一种批量大小训练、用另一种批量大小预测，回答就会不同。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Delete Norm clamp and connect Hidden 3 to Last.',
        zh: '删去“范数限制”，把隐藏层 3 直接连到末层。',
      },
      result: {
        en: 'The loss falls without a jump, to 0.002 instead of 0.07; the shared layer and the constant do no harm.',
        zh: '损失平稳下降，不再跳变，降到 0.002，而不是 0.07；共享层和常量并无害处。',
      },
      document: project({}),
    },
    {
      text: {
        en: 'In place of Norm clamp put a Layer normalization.',
        zh: '用“层规范化”代替“范数限制”。',
      },
      result: {
        en: 'It too keeps the signal’s size (an RMS of 1 at the first step), but smoothly and for each sample by itself: loss 0.004.',
        zh: '它同样控制信号的大小（第一步时均方根为 1），但变化平滑，并且对每个样本单独进行：损失 0.004。',
      },
      document: project({ last: NORMALIZATION }),
    },
    {
      text: {
        en: 'In the network without Norm clamp let Hidden 3 have weights of its own.',
        zh: '在没有“范数限制”的网络里，让隐藏层 3 使用自己的权重。',
      },
      result: {
        en: 'There are 272 parameters more, and it learns about as well (0.001): here one matrix used twice was enough.',
        zh: '参数多了 272 个，学得差不多一样好（0.001）：在这里，一个矩阵用两次就够了。',
      },
      document: project({ shared: false }),
    },
    {
      text: {
        en: 'Go back to the lab as it opens and set Batch size to 256.',
        zh: '回到实验最初的网络，把“批量大小”改为 256。',
      },
      result: {
        en: 'The same weights, but in larger company: behind the clamp the signal of the first step is 0.013 instead of 0.26, twenty times weaker.',
        zh: '权重相同，但同批的样本更多：第一步时“范数限制”之后的信号是 0.013，而不是 0.26，弱了二十倍。',
      },
      document: project({ last: CLAMP, batchSize: 256 }),
    },
  ],
  finding: NO_FINDING,
  look: { chart: 'loss', overlay: 'signal' },
  expected: {
    en: 'Loss: two sawteeth. The validation loss falls to 0.55, jumps to 0.67, falls to 0.50 and within one epoch to 0.11. Signal overlay: at Norm clamp the signal jumps tenfold between one step and the next, several times in the run; the layers before it change slowly.',
    zh: '损失呈锯齿状：验证损失降到 0.55，跳到 0.67，再降到 0.50，然后在一个轮次内落到 0.11。信号覆盖图：“范数限制”处的信号数次在相邻两步之间变化十倍，它前面的各层则变化缓慢。',
  },
  source: [
    'Zhang et al., Dive into Deep Learning, section 6.1.3 (动手学深度学习 5.1.3), FixedHiddenMLP',
    'Zhang et al., Dive into Deep Learning, section 6.2.2 (动手学深度学习 5.2.3), tied parameters',
  ],
  figure: FIGURES.M1,
  document: project({ last: CLAMP }),
};

import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'A convolutional network on digits', zh: '用卷积神经网络识别数字' };

const flatten: LabLayer = {
  id: 'flatten',
  kind: 'flatten',
  name: { en: 'Flatten', zh: '展平' },
};

const convolution = (
  number: number,
  filters: number,
  padding: string,
  parameters: LabLayer['parameters'],
): LabLayer => ({
  id: `hidden-${number}`,
  kind: 'conv2d',
  name: { en: `Convolution ${number}`, zh: `卷积层 ${number}` },
  parameters: { filters, kernelSize: [5, 5], padding, ...parameters },
});

const pooling = (number: number): LabLayer => ({
  id: `pooling-${number}`,
  kind: 'averagePooling2d',
  name: { en: `Pooling ${number}`, zh: `汇聚层 ${number}` },
});

const normalization = (number: number): LabLayer => ({
  id: `normalization-${number}`,
  kind: 'batchNormalization',
  name: { en: `Batch normalization ${number}`, zh: `批量规范化 ${number}` },
});

const hiddenDense = (
  number: number,
  units: number,
  parameters: LabLayer['parameters'],
): LabLayer => ({
  id: `hidden-${number}`,
  kind: 'dense',
  name: { en: `Dense ${number}`, zh: `全连接层 ${number}` },
  parameters: { units, ...parameters },
});

/** LeNet in small: two convolutions, each with a pooling, then one dense layer. */
function convolutional(activation: string, initializer: string, normalized = false): LabLayer[] {
  const parameters = {
    activation: choice(activation),
    kernelInitializer: choice(initializer),
  };
  const normalizing = (number: number) => (normalized ? [normalization(number)] : []);
  return [
    convolution(1, 6, 'same', parameters),
    ...normalizing(1),
    pooling(1),
    convolution(2, 16, 'valid', parameters),
    ...normalizing(2),
    pooling(2),
    flatten,
    hiddenDense(3, 64, parameters),
  ];
}

const RELU = { activation: choice('relu'), kernelInitializer: choice('heNormal') };

const project =
  (hidden: readonly LabLayer[]) =>
  (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'C1',
        title,
        layers: [inputLayer, ...hidden, headLayer(10), outputLayer],
        dataset: dataset('digits', { samples: 1500 }),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 3,
          batchSize: 32,
        },
      },
      locale,
    );

export const convolutionLab: Lab = {
  id: 'C1',
  chapter: 'structure',
  order: 2,
  title,
  failure: {
    en: 'LeNet with the sigmoids of its time answers every digit alike; with ReLU it reads nine in ten after three epochs.',
    zh: '用当年的 sigmoid，LeNet 对每个数字都给出同样的回答；换成 ReLU，三个轮次后十个能认出九个。',
  },
  explanation: [
    {
      en: 'A picture has 28 × 28 pixels, and a digit is the same digit a little further left. A convolution uses that: it slides a few small filters over the picture, the same weights at every place. The first one here has 6 filters of 5 × 5 and no more than 156 parameters.',
      zh: '一张图片有 28 × 28 个像素，数字往左移一点还是同一个数字。卷积正利用了这一点：几个小卷积核在图像上滑动，每个位置使用相同的权重。这里的第一个卷积层有 6 个 5 × 5 的卷积核，总共只有 156 个参数。',
    },
    {
      en: 'Pooling halves height and width, so that the next filters see more of the picture at once. After two rounds 5 × 5 × 16 numbers are left; Flatten lines them up for the dense layers. It is LeNet in small.',
      zh: '汇聚层把高和宽减半，使下一层的卷积核一次能看到更大的范围。两轮之后剩下 5 × 5 × 16 个数，由“展平”排成一列，交给全连接层。这就是小一号的 LeNet。',
    },
    {
      en: 'Built with sigmoid, Xavier weights and plain gradient descent, it learns nothing in three epochs: the loss stays at ln 10 ≈ 2.30. Few layers are enough for that. A sigmoid’s slope is at most ¼, and an average pooling hands each of four pixels a quarter of the gradient.',
      zh: '用 sigmoid、Xavier 初始化和普通梯度下降，三个轮次什么也没学到：损失停在 ln 10 ≈ 2.30。层数不多就足以如此：sigmoid 的斜率至多 ¼，而平均汇聚只把梯度的四分之一分给四个像素中的每一个。',
    },
    {
      en: 'At the first step the gradient at the first convolution is about a thousandth of the one at the last layer. But the weights of a convolution are used at 784 places whose gradients add up, so its update ratio looks less bad than its gradient.',
      zh: '第一步时，第一个卷积层处的梯度只有末层的约千分之一。不过卷积的权重用在 784 个位置上，各处的梯度相加，所以它的更新比看上去没有梯度那么糟。',
    },
    {
      en: 'And a sigmoid’s output is around ½ for all pictures: what is common to all digits drowns what tells them apart. With the same layers ReLU keeps the gradient within a factor of a hundred and the differences between digits in sight.',
      zh: '此外，sigmoid 对所有图片的输出都在 ½ 左右：所有数字的共同部分淹没了它们之间的差别。同样的层换成 ReLU，梯度各层相差不超过一百倍，数字之间的差别也清晰可见。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Select both convolutions and Dense 3; set Activation to ReLU and Weight initializer to He normal.',
        zh: '选中两个卷积层和全连接层 3，“激活函数”设为 ReLU，“权重初始化”设为 He 正态分布。',
      },
      result: {
        en: 'After three epochs 92 % of the validation digits are right (89 % and 88 % with seeds 2 and 3), and the loss is 0.4.',
        zh: '三个轮次后，验证集中 92 % 的数字识别正确（随机种子取 2 和 3 时为 89 % 和 88 %），损失 0.4。',
      },
      document: project(convolutional('relu', 'heNormal')),
    },
    {
      text: {
        en: 'Keep sigmoid and put a Batch normalization after each convolution.',
        zh: '保留 sigmoid，在每个卷积层之后放一个“批量规范化”。',
      },
      result: {
        en: 'What is common to all digits is subtracted: the same sigmoids reach 85 %.',
        zh: '所有数字的共同部分被减去：同样的 sigmoid 达到 85 %。',
      },
      document: project(convolutional('sigmoid', 'glorotUniform', true)),
    },
    {
      text: {
        en: 'In place of both convolutions and poolings have one Dense layer of 36 ReLU units after Flatten.',
        zh: '去掉两个卷积层和汇聚层，“展平”之后只用一个含 36 个 ReLU 单元的全连接层。',
      },
      result: {
        en: 'About as many parameters (28,630 against 28,886), 86 %, with other seeds no more: it sees 784 numbers and does not know which of them are neighbours.',
        zh: '参数几乎一样多（28,630 对 28,886），准确率 86 %，换随机种子也不更高：它看到 784 个数，却不知道哪些像素彼此相邻。',
      },
      document: project([flatten, hiddenDense(1, 36, RELU)]),
    },
    {
      text: {
        en: 'In the convolutional network set Activation to Tanh, with Xavier uniform.',
        zh: '在卷积网络里把“激活函数”设为 Tanh，权重用 Xavier 均匀分布。',
      },
      result: {
        en: 'Tanh is centred at 0 and learns at once too (86 %).',
        zh: 'Tanh 以 0 为中心，同样立刻就能学习（86 %）。',
      },
      document: project(convolutional('tanh', 'glorotUniform')),
    },
  ],
  finding: { start: 'saturatingActivation', end: 'saturatingActivation' },
  look: { chart: 'loss', overlay: 'gradient' },
  expected: {
    en: 'Loss: at 2.3 for three epochs, accuracy about 10 %. Gradient overlay: darker from Last to Convolution 1, a thousandth.',
    zh: '损失：三个轮次都在 2.3，准确率约 10 %。梯度覆盖图：从末层到卷积层 1 越来越暗，只剩千分之一。',
  },
  source: [
    'LeCun, Bottou, Bengio, Haffner (1998), Gradient-based learning applied to document recognition, section II',
    'Zhang et al., Dive into Deep Learning, sections 7.6 and 8.5 (动手学深度学习 6.6 与 7.5)',
  ],
  figure: FIGURES.C1,
  document: project(convolutional('sigmoid', 'glorotUniform')),
};

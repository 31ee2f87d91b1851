import type { Choice, TrainingSettings } from '../document/schema';
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
import type { Lab } from './lab';

const title = { en: 'Overfitting, and what helps', zh: '过拟合，以及对策' };

const flatten: LabLayer = {
  id: 'flatten',
  kind: 'flatten',
  name: { en: 'Flatten', zh: '展平' },
};

const dropoutLayer = (number: number): LabLayer => ({
  id: `dropout-${number}`,
  kind: 'dropout',
  name: { en: `Dropout ${number}`, zh: `暂退法 ${number}` },
  parameters: { rate: 0.5 },
});

interface Variant {
  readonly samples?: number;
  readonly dropout?: boolean;
  readonly augmentations?: readonly Choice[];
  readonly training?: Partial<TrainingSettings>;
}

function project({
  samples = 200,
  dropout = false,
  augmentations = [],
  training = {},
}: Variant = {}) {
  const both = [1, 2].flatMap((number): LabLayer[] => [
    hiddenLayer(number, {
      units: 256,
      activation: choice('relu'),
      kernelInitializer: choice('heNormal'),
    }),
    ...(dropout ? [dropoutLayer(number)] : []),
  ]);
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'O1',
        title,
        layers: [inputLayer, flatten, ...both, headLayer(10), outputLayer],
        dataset: dataset('digits', { samples }),
        data: { validationShare: 0.5, augmentations: [...augmentations] },
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('adam'),
          learningRate: 0.003,
          epochs: 30,
          batchSize: 32,
          ...training,
        },
      },
      locale,
    );
}

export const overfitting: Lab = {
  id: 'O1',
  chapter: 'data',
  order: 4,
  title,
  failure: {
    en: 'A hundred pictures learned by heart: the training loss falls to 0.0001, the validation loss turns at 0.72 and rises to 0.95.',
    zh: '一百张图片被背了下来：训练损失降到 0.0001，验证损失在 0.72 处掉头，升到 0.95。',
  },
  explanation: [
    {
      en: 'Handwritten digits, but only 100 to learn from and 100 to check with, and a network of two layers of 256 units: 269,000 parameters for 100 pictures. It can store them all.',
      zh: '手写数字，但只有 100 张用来学习，100 张用来检验；网络有两个 256 单元的隐藏层：269,000 个参数对 100 张图片，足够把它们全存下来。',
    },
    {
      en: 'It does. After a few epochs every training picture is right, and the training loss goes on falling, for the network only grows surer. The validation loss turns after three epochs and rises: where it is wrong it is now wrong with conviction. The accuracy stays at 79 %, so it alone would hide this.',
      zh: '它正是这样做的。几个轮次后训练图片全部答对，训练损失还在继续下降，因为网络只是变得更自信。验证损失三个轮次后就掉头上升：答错的地方现在错得理直气壮。准确率停在 79 %，光看它发现不了问题。',
    },
    {
      en: 'The gap between the two curves is the sign, not the height of either. Every cure narrows it in its own way.',
      zh: '两条曲线之间的差距才是征兆，而不是哪一条的高低。每种对策都以自己的方式缩小它。',
    },
    {
      en: 'L2 pulls all weights towards 0 in proportion to their size, L1 by the same amount each, so that many end at 0. Dropout switches off a random half of the units at each step, so that none can rely on another. Augmentation shifts each picture by chance, so that the same one never comes twice.',
      zh: 'L2 按大小成比例地把权重拉向 0；L1 对每个权重的拉力相同，因此许多权重最后为 0。暂退法每步随机关掉一半单元，使任何单元都不能依赖另一个。图像增广随机平移每张图片，同一张图不会出现两次。',
    },
    {
      en: 'None of them is as good as more data. All of them act on the training alone; validation pictures are never dropped or shifted.',
      zh: '没有哪一种比得上更多的数据。它们都只作用于训练；验证时既不丢弃单元，也不平移图片。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set the L2 penalty to 0.01.',
        zh: '在“训练”中把“L2 惩罚”改为 0.01。',
      },
      result: {
        en: 'The validation loss comes down again, to 0.63, instead of staying at 0.95.',
        zh: '验证损失重新下降到 0.63，而不是停在 0.95。',
      },
      document: project({ training: { l2: 0.01 } }),
    },
    {
      text: {
        en: 'Set the L2 penalty back to 0 and the L1 penalty to 0.001.',
        zh: '把“L2 惩罚”改回 0，“L1 惩罚”改为 0.001。',
      },
      result: {
        en: 'Much the same loss (0.66), from weights most of which are nearly 0.',
        zh: '损失差不多（0.66），但大多数权重几乎为 0。',
      },
      document: project({ training: { l1: 0.001 } }),
    },
    {
      text: {
        en: 'Without L1 put a Dropout with Rate 0.5 behind each hidden layer.',
        zh: '去掉 L1，在每个隐藏层之后放一个暂退率 0.5 的“暂退法”。',
      },
      result: {
        en: 'Slower, and the gap is small: 0.68, with a training loss of 0.26 as it is measured, with half of the units off.',
        zh: '慢一些，差距也小了：0.68；训练损失是在关掉一半单元时测得的，为 0.26。',
      },
      document: project({ dropout: true }),
    },
    {
      text: {
        en: 'Without Dropout add the augmentation Shift in Data.',
        zh: '去掉暂退法，在“数据”中加入图像增广“平移”。',
      },
      result: {
        en: '0.69, and the gap is the smallest of the four: the training loss is still 0.34, because no picture comes twice. It adds knowledge: a digit is the same one a little to the left.',
        zh: '0.69，差距是四者中最小的：训练损失仍有 0.34，因为没有一张图片会出现两次。它加入了知识：数字往左挪一点还是那个数字。',
      },
      document: project({ augmentations: [choice('shift', { limit: 0.1, chance: 1 })] }),
    },
    {
      text: {
        en: 'Without augmentation set Samples to 4000 and Epochs to 6.',
        zh: '去掉图像增广，把“样本数”改为 4000，“轮次”改为 6。',
      },
      result: {
        en: '0.44 and 91 %: twenty times the data beat them all.',
        zh: '0.44，91 %：二十倍的数据胜过一切。',
      },
      document: project({ samples: 4000, training: { epochs: 6 } }),
    },
  ],
  finding: { start: null, end: 'overfitting' },
  look: { chart: 'loss', overlay: 'shapes' },
  expected: {
    en: 'Loss: the training curve falls to 0.0001, the validation curve has its lowest point at about 0.72 at the third epoch and then rises to 0.95. Accuracy: 100 % and 79 %.',
    zh: '损失：训练曲线降到 0.0001，验证曲线在第三个轮次达到最低点约 0.72，随后升到 0.95。准确率：100 % 与 79 %。',
  },
  source: [
    'Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), Dropout: a simple way to prevent neural networks from overfitting',
    'Krogh, Hertz (1992), A simple weight decay can improve generalization',
    'Zhang et al., Dive into Deep Learning, sections 3.6, 3.7, 5.6 and 14.1 (动手学深度学习 4.4 至 4.6、13.1)',
  ],
  figure: FIGURES.O1,
  document: project(),
};

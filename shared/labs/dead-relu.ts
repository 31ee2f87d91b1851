import type { Choice } from '../document/schema';
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

const title = { en: 'How ReLU units die', zh: 'ReLU 单元是怎样死掉的' };

interface Variant {
  readonly learningRate: number;
  readonly activation?: Choice;
  readonly bias?: Choice;
}

function project({ learningRate, activation = choice('relu'), bias = choice('zeros') }: Variant) {
  const hidden = {
    units: 32,
    activation,
    kernelInitializer: choice('heNormal'),
    biasInitializer: bias,
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'D1',
        title,
        layers: [inputLayer, ...hiddenLayers(4, hidden), headLayer(2), outputLayer],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('adam'),
          learningRate,
          epochs: 25,
          batchSize: 16,
        },
      },
      locale,
    );
}

export const deadRelu: Lab = {
  id: 'D1',
  chapter: 'activations',
  order: 1,
  title,
  failure: {
    en: 'A learning rate far too high throws units to where ReLU is 0 for every sample; they never come back.',
    zh: '过高的学习率把单元甩到对所有样本 ReLU 都为 0 的地方，再也回不来。',
  },
  explanation: [
    {
      en: 'ReLU(z) = max(z, 0) has slope 1 for positive z and slope 0 for negative z. A unit whose z is negative for every sample outputs 0 always and receives no gradient: it cannot change any more. It is dead.',
      zh: 'ReLU(z) = max(z, 0)，z 为正时斜率为 1，为负时斜率为 0。若一个单元对所有样本 z 都为负，它的输出恒为 0，也得不到任何梯度，再也无法改变：它死了。',
    },
    {
      en: 'The network and its He weights are sound, only the learning rate of Adam is 1 instead of 0.01. Adam’s step is about the learning rate whatever the gradient’s size, so in each step every weight and bias moves by up to 1, four times the size of the weights themselves (He: √(2 ÷ 32) = 0.25).',
      zh: '网络和 He 初始化都没有问题，只是 Adam 的学习率是 1 而不是 0.01。Adam 的步长与梯度大小无关，约等于学习率，所以每一步每个权重和偏置最多移动 1，是权重本身大小（He：√(2 ÷ 32) = 0.25）的四倍。',
    },
    {
      en: 'A unit that is thrown below zero for all samples stays there, one that is thrown up gets the next chance to die: the count of the dead hardly ever falls. Where nearly a whole layer is dead nothing passes, neither signal nor gradient: only the last bias still moves, thrown about by the same rate, and the network answers at random.',
      zh: '被甩到所有样本都为负的单元会一直停在那里，被甩上去的单元则还有下一次死亡的机会：死亡数几乎只增不减。一旦某一层几乎全部死掉，信号和梯度都无法通过：只剩末层的偏置还在被同样的学习率甩来甩去，网络的回答与随机无异。',
    },
    {
      en: 'The other way to die is to be born dead: a bias so negative that no sample lifts z above 0. Try it in step 2: with biases of −3 most units are dead before the first step.',
      zh: '另一种死法是生来就死：偏置太负，没有任何样本能让 z 大于 0。可在第 2 步尝试：偏置取 −3 时，大部分单元在第一步之前就死了。',
    },
    {
      en: 'Here a unit counts as dead when its output is 0 for every sample of a fixed probe batch, and as lastingly dead after ten such checks in a row. A few dead units are harmless, and 20 to 40 % are common in healthy networks.',
      zh: '本应用中，若一个单元对固定探测批量的每个样本输出都为 0，就算死亡；连续十次检查都如此，则算持久死亡。少量死亡无妨，健康的网络里有 20 % 到 40 % 也很常见。',
    },
    {
      en: 'Leaky ReLU keeps a slope of 0.01 below zero: a lost unit still gets a hundredth of its gradient and can walk back.',
      zh: 'Leaky ReLU（渗漏修正线性单元）在负半轴保留 0.01 的斜率：迷失的单元仍能得到百分之一的梯度，可以慢慢走回来。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set Learning rate to 0.01.',
        zh: '在“训练”中把“学习率”改为 0.01。',
      },
      result: {
        en: 'A unit dies here and there (up to a quarter of a layer), which does no harm: accuracy 100 %.',
        zh: '零星有单元死亡（每层至多四分之一），并无大碍：准确率 100 %。',
      },
      document: project({ learningRate: 0.01 }),
    },
    {
      text: {
        en: 'With Learning rate 0.01, set Bias initializer of the hidden layers to Constant with value −3.',
        zh: '学习率取 0.01，把隐藏层的“偏置初始化”改为常数 −3。',
      },
      result: {
        en: 'Born dead: two thirds of the first layer and all of the others are dead at step 0, and the loss never leaves ln 2 ≈ 0.69.',
        zh: '生来就死：第 0 步时第一层三分之二、其余各层全部死亡，损失始终停在 ln 2 ≈ 0.69。',
      },
      finding: { start: 'deadBorn', end: 'deadBorn' },
      document: project({ learningRate: 0.01, bias: choice('constant', { value: -3 }) }),
    },
    {
      text: {
        en: 'Keep the biases at −3 and set Activation to Leaky ReLU.',
        zh: '偏置仍为 −3，把“激活函数”改为 Leaky ReLU。',
      },
      result: {
        en: 'The gradient leaks through the negative side, the units come back, and after a slow start the rings are separated (accuracy 100 %).',
        zh: '梯度从负半轴渗漏过来，单元复活，起步虽慢，圆环终被分开（准确率 100 %）。',
      },
      document: project({
        learningRate: 0.01,
        bias: choice('constant', { value: -3 }),
        activation: choice('leakyRelu', { slope: 0.01 }),
      }),
    },
  ],
  finding: { start: null, end: 'deadKilled' },
  look: { chart: 'dead', overlay: 'dead' },
  expected: {
    en: 'Dead units: the share jumps in the first steps and hardly ever falls; one layer reaches 100 %. Gradient flow: the rows below that layer are cut off. Loss: thrown about between 0.7 and 2, accuracy 50 %.',
    zh: '死亡单元：比例在头几步猛跳，此后几乎只增不减，某一层达到 100 %。梯度流：该层以下各行被切断。损失：在 0.7 与 2 之间乱跳，准确率 50 %。',
  },
  source: [
    'Maas, Hannun, Ng (2013), Rectifier nonlinearities improve neural network acoustic models, section 2',
    'Lu, Shin, Su, Karniadakis (2020), Dying ReLU and initialization: theory and numerical examples',
    'Zhang et al., Dive into Deep Learning, section 5.1.2.1 (动手学深度学习 4.1.2)',
  ],
  figure: FIGURES.D1,
  document: project({ learningRate: 1 }),
};

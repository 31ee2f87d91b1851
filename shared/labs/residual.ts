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

const BLOCKS = 14;
const UNITS = 16;
const title = { en: 'Plain and residual, 29 layers deep', zh: '普通深层网络与残差网络' };

const dense = (number: number, initializer: string): LabLayer =>
  hiddenLayer(number, {
    units: UNITS,
    activation: choice('tanh'),
    kernelInitializer: choice(initializer),
  });

const shortcut = (block: number, from: readonly string[]): LabLayer => ({
  id: `add-${block}`,
  kind: 'add',
  name: { en: `Add ${block}`, zh: `相加 ${block}` },
  from,
});

/** A first layer, then blocks of two layers; with shortcuts, each block adds its result to what it was given. */
function layersOf(withShortcuts: boolean, secondInitializer: string, blocks = BLOCKS): LabLayer[] {
  const layers: LabLayer[] = [inputLayer, dense(1, 'glorotUniform')];
  for (let block = 1; block <= blocks; block += 1) {
    const before = layers[layers.length - 1].id;
    const second = dense(2 * block + 1, secondInitializer);
    layers.push(dense(2 * block, 'glorotUniform'), second);
    if (withShortcuts) layers.push(shortcut(block, [before, second.id]));
  }
  layers.push(headLayer(2), outputLayer);
  return layers;
}

const project =
  (layers: LabLayer[]) =>
  (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'R1',
        title,
        layers,
        dataset: dataset('spirals'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('adam'),
          learningRate: 0.003,
          epochs: 30,
          batchSize: 32,
        },
      },
      locale,
    );

export const residual: Lab = {
  id: 'R1',
  chapter: 'depth',
  order: 1,
  title,
  failure: {
    en: 'Twenty-nine plain layers train worse than three: more depth, larger loss. With shortcuts the same layers train.',
    zh: '二十九层普通网络比三层训练得还差：越深损失越大。加上跳跃连接，同样的层就能训练。',
  },
  explanation: [
    {
      en: 'A deeper network can always do what a shallower one does: let the extra layers copy their input. Yet this plain network of 29 tanh layers of 16 units reaches 60 % on the spirals in the time in which three layers reach 93 %. He et al. called it degradation.',
      zh: '更深的网络总能做到浅网络所做的事：让多出来的层照抄输入即可。然而这个由 29 个 tanh 层（每层 16 个单元）组成的普通网络，在双螺旋上只达到 60 %，而三层网络在同样的时间里达到 93 %。何恺明等人称之为“退化”。',
    },
    {
      en: 'It is not overfitting: the training loss itself is larger. It is not the initializer either: Xavier keeps the gradient’s average size. But a product of 29 random matrices stretches a few directions and squeezes nearly all others, so what the last layers see hardly depends on where in the plane a point lies.',
      zh: '这不是过拟合：训练损失本身就更大。也不是初始化的错：Xavier 保持了梯度的平均大小。但 29 个随机矩阵的乘积只拉伸少数方向，几乎压扁其余所有方向，最后几层看到的东西与点在平面上的位置几乎无关。',
    },
    {
      en: 'A residual block computes h + F(h) instead of F(h). To copy, F only has to be 0, which is easy. The signal has a way around every block.',
      zh: '残差块计算的是 h + F(h)，而不是 F(h)。要照抄输入，只需让 F 为 0，这很容易。信号有一条绕过每个块的通路。',
    },
    {
      en: 'So has the gradient: ∂L/∂h = ∂L/∂y · (I + ∂F/∂h). The 1 in this sum survives any number of blocks; without it there is only the product ∏ ∂F/∂h.',
      zh: '梯度也是如此：∂L/∂h = ∂L/∂y · (I + ∂F/∂h)。和式中的单位项无论经过多少块都保留下来；没有它，就只剩连乘 ∏ ∂F/∂h。',
    },
    {
      en: 'The price: if F keeps the variance, h + F(h) doubles it, block by block. So the last weights of every block start small or at 0 here (Goyal et al. 2017), and each block begins as an exact copy.',
      zh: '代价是：若 F 保持方差，h + F(h) 会使方差逐块翻倍。因此这里每个块的最后一层权重从零开始（Goyal 等，2017），每个块一开始就是恒等映射。',
    },
  ],
  steps: [
    {
      text: {
        en: 'After every two hidden layers put an Add, and connect to it the block’s input beside its output; set the second layer’s Weight initializer to Zeros.',
        zh: '每两个隐藏层之后放一个“相加”，把该块的输入与输出都连上去；第二层的“权重初始化”设为全零。',
      },
      result: {
        en: 'The same 29 layers separate the spirals completely (100 %), and along the shortcuts the gradient is of exactly one size from top to bottom at the first step.',
        zh: '同样的 29 层完全分开了双螺旋（100 %），第一步时沿跳跃连接的梯度从上到下大小完全一致。',
      },
      document: project(layersOf(true, 'zeros')),
    },
    {
      text: {
        en: 'In the residual network set the second layers’ Weight initializer back to Xavier uniform.',
        zh: '在残差网络中，把各块第二层的“权重初始化”改回 Xavier 均匀分布。',
      },
      result: {
        en: 'The signal overlay grows from block to block (0.3 to 0.8 in the hidden layers), and it still trains: 100 % as well.',
        zh: '信号覆盖图逐块增大（隐藏层从 0.3 到 0.8），但仍能训练，同样达到 100 %。',
      },
      document: project(layersOf(true, 'glorotUniform')),
    },
    {
      text: {
        en: 'Go back to the plain network and delete all hidden layers but three.',
        zh: '回到普通网络，只留三个隐藏层，其余删去。',
      },
      result: {
        en: 'Three plain layers reach 93 % and a loss of 0.17, where twenty-nine are at 0.68: degradation is a matter of depth.',
        zh: '三层普通网络达到 93 %，验证损失 0.17，而二十九层停在 0.68：退化是深度带来的问题。',
      },
      document: project(layersOf(false, 'glorotUniform', 1)),
    },
  ],
  finding: { start: null, end: 'degradation' },
  look: { chart: 'loss', overlay: 'shapes' },
  expected: {
    en: 'Loss: between 0.6 and 0.7 for all thirty epochs, accuracy about 60 %. Gradient flow: within a factor of ten at the first step; while it trains the lower rows go dark, to a thousandth of the upper ones.',
    zh: '损失：三十个轮次里一直在 0.6 与 0.7 之间，准确率约 60 %。梯度流：第一步时各行相差不到十倍；训练过程中下方各行逐渐变暗，只剩上方的千分之一。',
  },
  source: [
    'He, Zhang, Ren, Sun (2016), Deep residual learning for image recognition, sections 1 and 3.1',
    'Goyal et al. (2017), Accurate, large minibatch SGD, section 5.1 (zero start of a block’s last layer)',
    'Zhang et al., Dive into Deep Learning, section 8.6 (动手学深度学习 7.6)',
  ],
  figure: FIGURES.R1,
  document: project(layersOf(false, 'glorotUniform')),
};

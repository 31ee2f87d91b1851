import type { TrainingSettings } from '../document/schema';
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

const title = { en: 'Sixteen bits: gradients round to zero', zh: '十六位：梯度舍入为零' };

function project(precision: Partial<TrainingSettings>) {
  const hidden = {
    units: 16,
    activation: choice('relu'),
    kernelInitializer: choice('normal', { deviation: 0.03 }),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'N3',
        title,
        layers: [inputLayer, ...hiddenLayers(5, hidden), headLayer(2), outputLayer],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('adam'),
          learningRate: 0.005,
          epochs: 20,
          batchSize: 50,
          ...precision,
        },
      },
      locale,
    );
}

export const sixteenBits: Lab = {
  id: 'N3',
  chapter: 'numbers',
  order: 2,
  title,
  failure: {
    en: 'In float16 the smallest number is 6·10⁻⁸. The gradients of this network are smaller, round to 0, and what float32 learns in twenty epochs is not learned at all.',
    zh: 'float16 的最小正数是 6·10⁻⁸。这个网络的梯度更小，全部舍入为 0：float32 二十个轮次就能学会的，它完全学不会。',
  },
  explanation: [
    {
      en: 'Two rings, five hidden layers of 16 ReLU units with small weights, N(0, 0.03²), and Adam. In 32 bits this start is poor but harmless: Adam divides by the size of the gradient, however small, and after a few slow epochs it learns.',
      zh: '两个圆环，五个隐藏层，每层 16 个 ReLU 单元，权重很小，取自 N(0, 0.03²)，优化器用 Adam。在 32 位下这个起点不好，但无大碍：Adam 会除以梯度的大小，再小也行，几个缓慢的轮次之后就学会了。',
    },
    {
      en: 'The lab opens in 16 bits, simulated: activations, gradients and weights are rounded to float16 as soon as they are computed. The format has 5 bits for the exponent: its largest number is 65,504, its smallest 2⁻²⁴ ≈ 6·10⁻⁸; anything below half of that becomes 0.',
      zh: '实验打开时模拟 16 位运算：激活值、梯度和权重一经算出就舍入到 float16。这个格式的指数只有 5 位：最大的数是 65,504，最小的是 2⁻²⁴ ≈ 6·10⁻⁸，再小一半以下就成了 0。',
    },
    {
      en: 'The gradients of the weights are products of a small signal and a small gradient: the first hidden layer’s output has a gradient of 10⁻⁷, the fifth layer’s output is 10⁻⁶ itself. In 32 bits such products are ordinary numbers. In 16 they are 0, and Adam divides 0 by its ε.',
      zh: '权重的梯度是小信号与小梯度的乘积：第一个隐藏层输出的梯度是 10⁻⁷，第五层的输出本身只有 10⁻⁶。在 32 位下，这样的乘积不过是普通的数；在 16 位下就是 0，而 Adam 只能拿 0 除以 ε。',
    },
    {
      en: 'Nothing looks broken: no NaN, no Inf, the loss lies calmly at ln 2. And the range that is free at the other end is wasted: no gradient here is above 0.01, and the format goes to 65,504.',
      zh: '表面上没有任何故障：没有 NaN，没有 Inf，损失平静地停在 ln 2。而另一端的范围却白白浪费：这里没有梯度超过 0.01，而这个格式能表示到 65,504。',
    },
    {
      en: 'Loss scaling uses it: multiply the loss by S before going back, so that every gradient is S times as large, and divide by S before the step. With S = 1024 the gradients move ten powers of 2 up, back into the format. A power of 2 changes no digit.',
      zh: '损失缩放正是利用这一点：回传之前把损失乘以 S，所有梯度就都大了 S 倍，更新之前再除以 S。S = 1024 时，梯度上移十个 2 的幂，回到格式之内。乘以 2 的幂不改变任何有效数字。',
    },
    {
      en: 'bfloat16 takes another way: 8 bits for the exponent, as float32 has, and only 7 for the digits. Nothing underflows, but every number is only good to two or three digits.',
      zh: 'bfloat16 走的是另一条路：指数 8 位，与 float32 相同，有效数字只有 7 位。不会下溢，但每个数只有两三位可靠。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training, Precision, set Loss scaling to Fixed with a Loss scale of 1024.',
        zh: '在“训练”的“数值精度”中把“损失缩放”改为固定，缩放系数 1024。',
      },
      result: {
        en: 'The same 16 bits learn: the loss falls to 0.0005, accuracy 100 %.',
        zh: '同样的 16 位学会了：损失降到 0.0005，准确率 100 %。',
      },
      finding: { start: 'initializerTooSmall', end: null },
      document: project({ precision: 'float16', lossScaling: 'fixed', lossScale: 1024 }),
    },
    {
      text: {
        en: 'Set Loss scaling to Dynamic, starting from 65536.',
        zh: '把“损失缩放”改为动态，从 65536 开始。',
      },
      result: {
        en: 'It halves the scale when a gradient overflows and doubles it after a while without: 100 % as well, and nobody had to choose 1024.',
        zh: '梯度上溢时缩放系数减半，一段时间无事就加倍：同样 100 %，而且不必有人去挑 1024 这个数。',
      },
      finding: { start: 'initializerTooSmall', end: null },
      document: project({ precision: 'float16', lossScaling: 'dynamic', lossScale: 65536 }),
    },
    {
      text: {
        en: 'Set Loss scaling to None and Numbers to bfloat16.',
        zh: '“损失缩放”改为不缩放，“数值格式”改为 bfloat16。',
      },
      result: { en: 'No scaling needed: 0.0006 and 100 %.', zh: '不需要缩放：0.0006，100 %。' },
      finding: { start: 'initializerTooSmall', end: null },
      document: project({ precision: 'bfloat16' }),
    },
    {
      text: { en: 'Set Numbers to float32.', zh: '把“数值格式”改为 float32。' },
      result: {
        en: '0.00001 and 100 %: the numbers were at fault, not the network.',
        zh: '0.00001，100 %：问题出在数值格式，而不是网络。',
      },
      finding: { start: 'initializerTooSmall', end: null },
      document: project({ precision: 'float32' }),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'underflow16' },
  look: { chart: 'loss', overlay: 'gradient' },
  expected: {
    en: 'Loss: level at 0.693 for all twenty epochs, accuracy 50 %. Gradient flow at the first step: from 4·10⁻³ at the top to 10⁻⁷ at the bottom, at the edge of the format. Share of gradients that became 0: most of them.',
    zh: '损失：二十个轮次平在 0.693，准确率 50 %。第一步的梯度流：从顶部的 4·10⁻³ 到底部的 10⁻⁷，已在格式的边缘。舍入为 0 的梯度占大多数。',
  },
  source: [
    'Micikevicius et al. (2018), Mixed precision training, sections 3.2 and 3.3',
    'Kalamkar et al. (2019), A study of bfloat16 for deep learning training',
    'IEEE 754-2008, binary16',
  ],
  figure: FIGURES.N3,
  document: project({ precision: 'float16' }),
};

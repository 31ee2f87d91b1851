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

const title = { en: 'Uniform ±0.07 by default', zh: '默认的均匀分布 ±0.07' };

function project(kernelInitializer: Choice) {
  const hidden = { units: 32, activation: choice('tanh'), kernelInitializer };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I7',
        title,
        layers: [inputLayer, ...hiddenLayers(6, hidden), headLayer(2), outputLayer],
        dataset: dataset('circles'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('sgd'),
          learningRate: 0.1,
          epochs: 20,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const uniformDefault: Lab = {
  id: 'I7',
  chapter: 'initialization',
  order: 7,
  title,
  failure: {
    en: 'A fixed ±0.07 for every layer: at 32 units a layer passes on a quarter, after six layers next to nothing.',
    zh: '每一层都用固定的 ±0.07：32 个单元时每层只传下四分之一，六层之后所剩无几。',
  },
  explanation: [
    {
      en: 'Some frameworks start weights uniformly between −0.07 and 0.07 where nothing is said. The number is not wrong; it is right for one size of layer only.',
      zh: '有些框架在未指定时用 −0.07 到 0.07 之间的均匀分布作为初值。这个数没有错，只是仅对一种宽度合适。',
    },
    {
      en: 'A uniform distribution on ±a has the variance a² ÷ 3, here 0.00163, σ = 0.0404. A layer of n inputs multiplies the signal by σ·√n. For n = 32 that is 0.229; for n = 612 it is 1.',
      zh: '±a 上的均匀分布方差为 a² ÷ 3，这里是 0.00163，σ = 0.0404。有 n 个输入的层把信号乘以 σ·√n。n = 32 时为 0.229，n = 612 时恰好为 1。',
    },
    {
      en: 'Six tanh layers of 32 units: 0.229⁵ ≈ 6·10⁻⁴ between the first and the last. Measured: from 0.054 down to 3.4·10⁻⁵, and the gradient, on its way back, from 5·10⁻³ to 1.7·10⁻⁶. The rings stay unseparated, the loss at ln 2.',
      zh: '六个 32 单元的 tanh 层：首末之间是 0.229⁵ ≈ 6·10⁻⁴。实测：信号从 0.054 降到 3.4·10⁻⁵，回传的梯度从 5·10⁻³ 降到 1.7·10⁻⁶。圆环没有分开，损失停在 ln 2。',
    },
    {
      en: 'With 612 units a layer the same 0.07 keeps the signal level: 0.056 behind the first layer, 0.053 behind the sixth. The rule is not a number but a formula with the fan in it: a = √(6 ÷ (fan-in + fan-out)), for 32 and 32 units 0.306.',
      zh: '若每层 612 个单元，同样的 0.07 就能让信号保持不变：第一层之后 0.056，第六层之后 0.053。规则不是一个数，而是含有扇入扇出的公式：a = √(6 ÷（扇入 + 扇出）），32 与 32 个单元时为 0.306。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In the hidden layers set Weight initializer to Xavier uniform.',
        zh: '把隐藏层的“权重初始化”改为 Xavier 均匀分布。',
      },
      result: {
        en: 'The signal stays between 0.2 and 0.3, the rings are separated: 100 %.',
        zh: '信号保持在 0.2 到 0.3 之间，圆环被分开：100 %。',
      },
      document: project(choice('glorotUniform')),
    },
    {
      text: {
        en: 'Or keep Uniform and set its Limit to 0.306.',
        zh: '或者保留“均匀分布”，把“界限”改为 0.306。',
      },
      result: {
        en: 'Xavier by hand for layers of 32: 100 % as well. The first layer has 2 inputs and would want more, and that costs a little time.',
        zh: '为 32 单元的层手工设定的 Xavier：同样 100 %。第一层只有 2 个输入，本该更大一些，为此多花了一点时间。',
      },
      document: project(choice('uniform', { limit: 0.306 })),
    },
    {
      text: {
        en: 'Set Weight initializer to LeCun uniform.',
        zh: '把“权重初始化”改为 LeCun 均匀分布。',
      },
      result: {
        en: 'By fan-in alone: 0.6 behind the first layer, 0.3 behind the last, 100 %.',
        zh: '只看扇入：第一层之后 0.6，最后一层之后 0.3，100 %。',
      },
      document: project(choice('lecunUniform')),
    },
  ],
  finding: { start: 'initializerTooSmall', end: 'initializerTooSmall' },
  look: { chart: 'gradient', overlay: 'signal' },
  expected: {
    en: 'Signal: a quarter from layer to layer, from 0.054 to 3·10⁻⁵. Gradient flow: as much towards the input. Loss: 0.693, accuracy 50 %.',
    zh: '信号：逐层缩小到四分之一，从 0.054 到 3·10⁻⁵。梯度流：朝输入方向同样如此。损失：0.693，准确率 50 %。',
  },
  source: [
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 4.2, equation 16',
    'MXNet, mxnet.initializer.Uniform (default scale 0.07)',
    'Zhang et al., Dive into Deep Learning, section 5.4.2.1 (动手学深度学习 4.8.2.1)',
  ],
  figure: FIGURES.I7,
  document: project(choice('uniform')),
};

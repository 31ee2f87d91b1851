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

const title = { en: 'Fine for a while, then 50 % for ever', zh: '起初很好，然后永远停在 50 %' };

interface Variant {
  readonly learningRate?: number;
  readonly clipping?: 'none' | 'globalNorm';
  readonly seed?: number;
}

function project({ learningRate = 0.05, clipping = 'none', seed = 1 }: Variant = {}) {
  const hidden = {
    units: 32,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'L2',
        title,
        layers: [inputLayer, ...hiddenLayers(6, hidden), headLayer(2), outputLayer],
        dataset: dataset('moons'),
        training: {
          loss: choice('categoricalCrossEntropy', { fromLogits: true }),
          optimizer: choice('momentum'),
          learningRate,
          epochs: 20,
          batchSize: 16,
          clipping,
          clippingLimit: 1,
          seed,
        },
      },
      locale,
    );
}

export const suddenCollapse: Lab = {
  id: 'L2',
  chapter: 'rates',
  order: 3,
  title,
  failure: {
    en: 'A rate at the edge: 97 % after four epochs, then a few large steps kill nearly every unit, and the network answers 50 % for the rest of the run.',
    zh: '学习率处在边缘：四个轮次后达到 97 %，随后几个大步让几乎所有单元死亡，此后网络一直停在 50 %。',
  },
  explanation: [
    {
      en: 'Two moons, six hidden layers of 32 ReLU units with He weights, momentum, a learning rate of 0.05. At first nothing seems wrong: after four epochs the accuracy is 97 %.',
      zh: '两个半月，六个隐藏层，每层 32 个 ReLU 单元，He 初始化，动量法，学习率 0.05。一开始看不出任何问题：四个轮次后准确率达到 97 %。',
    },
    {
      en: 'Then the loss begins to jump, the accuracy wanders between 50 and 90 %, and after the twelfth epoch the loss lands at ln 2 ≈ 0.69 and never leaves. Accuracy 50 %, to the end of the run. Who only looks at the end would think that the network had never learned anything.',
      zh: '接着损失开始跳动，准确率在 50 % 与 90 % 之间游荡，第十二个轮次之后损失落在 ln 2 ≈ 0.69，再也不动。准确率 50 %，直到训练结束。只看结尾的人会以为网络从来没学会过什么。',
    },
    {
      en: 'While a network learns, the loss surface grows steeper along some directions; a rate that was small enough for the first epochs is too large later (Cohen et al. 2021). With momentum 0.9 a step in a constant direction is ten times as long as the gradient says.',
      zh: '网络在学习的同时，损失曲面沿某些方向会越来越陡；起初足够小的学习率，后来就太大了（Cohen 等，2021）。动量为 0.9 时，沿固定方向的一步是梯度所示的十倍长。',
    },
    {
      en: 'One such step throws the biases of many ReLU units so far down that they are 0 for every sample. With a ReLU that is for ever: no signal, so no gradient, so no way back. At the end the third layer is dead as a whole, and the others nearly so.',
      zh: '这样的一步会把许多 ReLU 单元甩到对所有样本都为 0 的地方。对 ReLU 来说这是永久的：没有信号就没有梯度，也就回不来。到最后第三层全部死亡，其余各层也差不多。',
    },
    {
      en: 'So look where the loss changed its nature, not at the end: move the time cursor to the jumps and watch the update ratio and the dead units there. And keep the weights of the best epoch.',
      zh: '所以要看损失性质改变的地方，而不是结尾：把时间游标移到跳动处，看那里的更新比和死亡单元。此外，要保留最好那个轮次的权重。',
    },
    {
      en: 'Such a run is at the mercy of chance. Another seed may go through unharmed (seed 2 does, with 100 %) and fail the next time.',
      zh: '这样的训练听凭运气。换一个随机种子也许安然无恙（种子 2 就达到 100 %），下一次又会失败。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set Clipping to By norm, all together, with a Limit of 1.',
        zh: '在“训练”中把“梯度裁剪”改为“按全局范数”，阈值 1。',
      },
      result: {
        en: 'The direction stays, the length is bounded: the same rate goes through, 100 %.',
        zh: '方向不变，长度有界：同样的学习率顺利训练到底，100 %。',
      },
      document: project({ clipping: 'globalNorm' }),
    },
    {
      text: {
        en: 'Without clipping set Learning rate to 0.01.',
        zh: '不裁剪，把“学习率”改为 0.01。',
      },
      result: {
        en: 'Slower in the first epochs, and 100 % at the end.',
        zh: '头几个轮次慢一些，最后 100 %。',
      },
      document: project({ learningRate: 0.01 }),
    },
    {
      text: {
        en: 'Keep 0.05 without clipping and set Seed to 2.',
        zh: '保持 0.05、不裁剪，把“随机种子”改为 2。',
      },
      result: {
        en: '100 %: this time nothing happened. The rate is as dangerous as before.',
        zh: '100 %：这次没有出事。学习率却和先前一样危险。',
      },
      document: project({ seed: 2 }),
    },
  ],
  finding: { start: null, end: 'lateCollapse' },
  look: { chart: 'loss', overlay: 'dead' },
  expected: {
    en: 'Loss: falls, then jumps about, then flat at 0.69. Dead units: at most a quarter of a layer at first; at the end four fifths and more in every layer, all of the third. Accuracy: 97 % after four epochs, 50 % at the end.',
    zh: '损失：先下降，然后乱跳，最后平在 0.69。死亡单元：起初每层至多四分之一；最后每层都在五分之四以上，第三层全部死亡。准确率：四个轮次后 97 %，最后 50 %。',
  },
  source: [
    'Pascanu, Mikolov, Bengio (2013), On the difficulty of training recurrent neural networks, section 3.2 (clipping by norm)',
    'Cohen et al. (2021), Gradient descent on neural networks typically occurs at the edge of stability, section 3',
    'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.2.4 (cliffs)',
  ],
  figure: FIGURES.L2,
  document: project(),
};

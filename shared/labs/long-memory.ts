import type { Locale } from '../text/text';
import { addingDocument, recurrentLayer } from './adding';
import { choice, headLayer, inputLayer, type LabLayer, outputLayer } from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'Long memory: plain recurrence and LSTM', zh: '长期记忆：普通循环层与 LSTM' };

interface Variant {
  readonly kind: string;
  readonly parameters?: LabLayer['parameters'];
  readonly steps?: number;
}

const project =
  ({ kind, parameters, steps }: Variant) =>
  (locale: Locale = 'en') =>
    addingDocument(
      {
        lab: 'Q2',
        title,
        layers: [
          inputLayer,
          recurrentLayer(kind, {
            units: 24,
            activation: choice('tanh'),
            kernelInitializer: choice('glorotUniform'),
            recurrentInitializer: choice('glorotUniform'),
            ...parameters,
          }),
          headLayer(1),
          outputLayer,
        ],
        steps,
        training: { learningRate: 0.01 },
      },
      locale,
    );

export const longMemory: Lab = {
  id: 'Q2',
  chapter: 'time',
  order: 2,
  title,
  failure: {
    en: 'A plain recurrence cannot keep a number for thirty steps; an LSTM of as many units learns to.',
    zh: '普通循环层无法把一个数记住三十步；单元数相同的 LSTM 却能学会。',
  },
  explanation: [
    {
      en: 'The adding problem again: thirty random numbers, two of them marked; say the sum of the two. Always answering 1 leaves a mean squared error of 0.167.',
      zh: '还是加法问题：三十个随机数，其中两个带标记，要说出这两个数的和。始终回答 1 的均方误差是 0.167。',
    },
    {
      en: 'A plain recurrence with tanh multiplies its state by R and squeezes it at every step. What was read early is written over, and the gradient that should tell it to keep it shrinks on the way back.',
      zh: '带 tanh 的普通循环层在每一步都把隐状态乘以 R 再压缩。早先读到的内容被覆盖，而本该告诉它“要记住”的梯度在回传途中越来越小。',
    },
    {
      en: 'An LSTM has a second state, the memory cₜ = f ⊙ cₜ₋₁ + i ⊙ g. It is not multiplied by a matrix; gates between 0 and 1 decide for each unit what is kept (f), written (i) and shown (o). Along it ∂cₜ/∂cₜ₋₁ is the forget gate f: where f is 1, the gradient comes back whole.',
      zh: 'LSTM 还有第二个状态，即记忆元 cₜ = f ⊙ cₜ₋₁ + i ⊙ g。它不与矩阵相乘；0 到 1 之间的门逐单元决定保留（f）、写入（i）和输出（o）多少。沿着它，∂cₜ/∂cₜ₋₁ 就是遗忘门 f：f 为 1 时，梯度完整地传回。',
    },
    {
      en: 'Look closely: at the first step the gradient of the LSTM comes back no better than the plain one, for σ(1) = 0.73 is not 1. The difference is that the gates learn. After training its first time step hears the loss a fifth as loudly as its last; in the plain recurrence it is a five-thousandth.',
      zh: '仔细看：第一步时 LSTM 的梯度并不比普通循环层传得更好，因为 σ(1) = 0.73，还不是 1。差别在于门会学习。训练之后，它在第一个时间步的梯度是最后一个的五分之一；普通循环层只剩五千分之一。',
    },
    {
      en: 'Both start with the loss of a network that answers 1. For the LSTM nothing seems to happen for seven epochs, then the loss falls to a fiftieth within a few more: it has found out what the marks mean.',
      zh: '两者起初的损失都相当于始终回答 1。LSTM 在前七个轮次里似乎毫无动静，此后几个轮次内损失降到五十分之一：它明白了标记的含义。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Delete the recurrence and put an LSTM of 24 units in its place, Recurrent initializer Orthogonal.',
        zh: '删去循环层，换上一个含 24 个单元的 LSTM，“循环权重初始化”取正交。',
      },
      result: {
        en: 'The validation loss falls below 0.005 in fifteen epochs, where the plain recurrence stays at 0.14.',
        zh: '十五个轮次内验证损失降到 0.005 以下，而普通循环层停在 0.14。',
      },
      document: project({
        kind: 'lstm',
        parameters: { recurrentInitializer: choice('orthogonal') },
      }),
    },
    {
      text: {
        en: 'In the LSTM switch off Forget-gate bias 1.',
        zh: '在 LSTM 中关闭“遗忘门偏置为 1”。',
      },
      result: {
        en: 'The gate starts at σ(0) = ½, and the first gradient falls by nearly 10⁵ through time; it learns later, 0.02 after fifteen epochs.',
        zh: '门从 σ(0) = ½ 开始，最初的梯度沿时间缩小近 10⁵ 倍；它学得更晚，十五个轮次后为 0.02。',
      },
      finding: { start: 'vanishingThroughTime', end: null },
      document: project({
        kind: 'lstm',
        parameters: { recurrentInitializer: choice('orthogonal'), forgetBiasOne: false },
      }),
    },
    {
      text: {
        en: 'Put a GRU of 24 units in its place, Recurrent initializer Orthogonal.',
        zh: '换上一个含 24 个单元的 GRU，“循环权重初始化”取正交。',
      },
      result: {
        en: 'Two gates instead of three and no second state: it learns even sooner here (below 0.005).',
        zh: '门从三个减为两个，也没有第二个状态：在这里它学得更早（降到 0.005 以下）。',
      },
      document: project({
        kind: 'gru',
        parameters: { recurrentInitializer: choice('orthogonal') },
      }),
    },
    {
      text: {
        en: 'Go back to the plain recurrence, and in Data set Steps to 8.',
        zh: '回到普通循环层，在“数据”中把“时间步数”设为 8。',
      },
      result: {
        en: 'Over eight steps it learns the task (about 0.01): not the sum is hard for it but the distance.',
        zh: '只有八步时它学会了（约 0.01）：难的不是求和，而是距离。',
      },
      document: project({ kind: 'simpleRnn', steps: 8 }),
    },
  ],
  finding: { start: null, end: 'vanishingThroughTime' },
  look: { chart: 'time', overlay: 'shapes' },
  expected: {
    en: 'Through time: the gradient of the first time step is a thirtieth of the last one’s before training, and a five-thousandth after it. Validation loss: about 0.15 for fifteen epochs.',
    zh: '时间步：第一个时间步的梯度训练前是最后一个的三十分之一，训练后只有五千分之一。验证损失：十五个轮次里都在 0.15 左右。',
  },
  source: [
    'Hochreiter, Schmidhuber (1997), Long short-term memory, section 5.4',
    'Jozefowicz, Zaremba, Sutskever (2015), An empirical exploration of recurrent network architectures (forget-gate bias)',
    'Zhang et al., Dive into Deep Learning, sections 10.1 and 10.2 (动手学深度学习 9.1 与 9.2)',
  ],
  figure: FIGURES.Q2,
  document: project({ kind: 'simpleRnn' }),
};

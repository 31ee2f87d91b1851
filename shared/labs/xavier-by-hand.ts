import type { Choice } from '../document/schema';
import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import { type Lab, NO_FINDING } from './lab';

const title = { en: 'Xavier by hand: 10 → 16 → 1', zh: '亲手算 Xavier：10 → 16 → 1' };

/** Ten of the twelve features. */
const COLUMNS = ['crim', 'zn', 'indus', 'nox', 'rm', 'age', 'dis', 'tax', 'ptratio', 'lstat'];

function project(activation: string, kernelInitializer: Choice) {
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'I6',
        title,
        layers: [
          { ...inputLayer, parameters: { columns: COLUMNS } },
          hiddenLayer(1, { units: 16, activation: choice(activation), kernelInitializer }),
          headLayer(1, { kernelInitializer }),
          outputLayer,
        ],
        dataset: dataset('houses'),
        data: { standardizeTarget: true },
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('sgd'),
          learningRate: 0.05,
          epochs: 200,
          // More than there are rows: the whole training share is one batch.
          batchSize: 512,
        },
      },
      locale,
    );
}

export const xavierByHand: Lab = {
  id: 'I6',
  chapter: 'initialization',
  order: 6,
  title,
  failure: {
    en: 'No failure: the numbers of Xavier worked through for a small network, and measured beside them.',
    zh: '没有故障：为一个小网络逐步算出 Xavier 的数字，并与实测对照。',
  },
  explanation: [
    {
      en: 'Ten standardised features of the Boston houses, sixteen hidden units, one price. All training rows are one batch, so that each feature has variance exactly 1 in what is measured.',
      zh: '波士顿房价的十个标准化特征，十六个隐藏单元，一个价格。全部训练样本作为一个批量，这样实测时每个特征的方差恰好为 1。',
    },
    {
      en: 'Forward: zⱼ = Σ wᵢⱼ·xᵢ over 10 inputs, so the mean square of z is 10·Var(w)·1. To keep it at 1 asks for Var(w) = 1 ÷ 10. Backward: ∂L/∂xᵢ = Σ wᵢⱼ·δⱼ over 16 units; to keep that asks for Var(w) = 1 ÷ 16. Both cannot be; Glorot and Bengio take the mean of the two denominators: Var(w) = 2 ÷ (10 + 16) = 0.0769.',
      zh: '前向：zⱼ = Σ wᵢⱼ·xᵢ，对 10 个输入求和，所以 z 的均方值是 10·Var(w)·1。要保持为 1，需要 Var(w) = 1 ÷ 10。反向：∂L/∂xᵢ = Σ wᵢⱼ·δⱼ，对 16 个单元求和，要保持则需要 Var(w) = 1 ÷ 16。两者不可兼得，Glorot 和 Bengio 取两个分母的平均：Var(w) = 2 ÷ (10 + 16) = 0.0769。',
    },
    {
      en: 'As a normal distribution: σ = √0.0769 = 0.277. As a uniform one on ±a, whose variance is a² ÷ 3: a = √(6 ÷ 26) = 0.480. For the last layer, 16 to 1: Var = 2 ÷ 17 = 0.118, σ = 0.343, a = 0.594. Measured for the seed of the lab: 0.275 over 160 weights, 0.358 over 16.',
      zh: '取正态分布：σ = √0.0769 = 0.277。取 ±a 上的均匀分布，方差为 a² ÷ 3：a = √(6 ÷ 26) = 0.480。末层 16 到 1：方差 = 2 ÷ 17 = 0.118，σ = 0.343，a = 0.594。本实验的种子实测：160 个权重为 0.275，16 个权重为 0.358。',
    },
    {
      en: 'Then the pre-activations: mean square 10 · 0.0769 = 0.77, RMS 0.88. Measured in step 1, where the activation is linear: 0.83 for this draw, 0.87 over twenty seeds. The output: mean square 16 · 0.118 · 0.77 = 1.45, RMS 1.20; over twenty seeds 1.17.',
      zh: '于是预激活值的均方值为 10 · 0.0769 = 0.77，均方根 0.88。第 1 步把激活改为线性后实测：这一次抽取为 0.83，二十个种子合计为 0.87。输出的均方值为 16 · 0.118 · 0.77 = 1.45，均方根 1.20；二十个种子合计为 1.17。',
    },
    {
      en: 'With tanh the hidden signal is smaller, 0.54 here, because tanh bends below the diagonal: Xavier counts with slope 1, which is true near 0. The last layer shows what “on average” means: 16 weights are few, and outputs between draws differ by a factor of two.',
      zh: '用 tanh 时隐藏层的信号小一些，这里是 0.54，因为 tanh 弯在对角线之下：Xavier 按斜率 1 计算，这在 0 附近才成立。末层则说明什么叫“平均而言”：16 个权重太少，不同抽取的输出可以相差一倍。',
    },
  ],
  steps: [
    {
      text: {
        en: 'Set Activation of the hidden layer to Linear.',
        zh: '把隐藏层的“激活函数”改为线性。',
      },
      result: {
        en: 'The signal of the hidden layer is 0.83, where theory says 0.88: compare it in the inspector or with the command check.',
        zh: '隐藏层的信号为 0.83，理论值是 0.88：可在检查器中或用 check 命令对照。',
      },
      finding: { start: 'missingNonlinearity', end: 'missingNonlinearity' },
      document: project('linear', choice('glorotNormal')),
    },
    {
      text: {
        en: 'Back to tanh, set Weight initializer of both layers to Xavier uniform.',
        zh: '改回 tanh，把两层的“权重初始化”改为 Xavier 均匀分布。',
      },
      result: {
        en: 'No weight is beyond ±0.480, and the signal is the same within the luck of the draw: 0.55.',
        zh: '没有权重超出 ±0.480，信号在抽取的偶然范围内相同：0.55。',
      },
      document: project('tanh', choice('glorotUniform')),
    },
    {
      text: {
        en: 'Set Weight initializer of both layers to Normal with deviation 1.',
        zh: '把两层的“权重初始化”改为正态分布，标准差 1。',
      },
      result: {
        en: 'Mean square 10 instead of 0.77: two fifths of the hidden units are saturated before the first step, and the answers begin four times as large as the targets.',
        zh: '均方值为 10 而不是 0.77：第一步之前五分之二的隐藏单元已经饱和，最初的输出是目标的四倍大。',
      },
      document: project('tanh', choice('normal', { deviation: 1 })),
    },
  ],
  finding: NO_FINDING,
  look: { chart: 'distributions', overlay: 'signal' },
  expected: {
    en: 'Distributions at step 0: activations of the hidden layer spread over −1 … 1 with a deviation of 0.54, hardly any at the ends; weights a bell of deviation 0.28.',
    zh: '第 0 步的分布：隐藏层激活值散布在 −1 … 1 之间，标准差 0.54，几乎没有落在两端；权重呈标准差 0.28 的钟形。',
  },
  source: [
    'Glorot, Bengio (2010), Understanding the difficulty of training deep feedforward neural networks, section 4.2, equations 10 to 12 and 16',
    'Zhang et al., Dive into Deep Learning, section 5.4.2.2 (动手学深度学习 4.8.2.2)',
  ],
  figure: FIGURES.I6,
  document: project('tanh', choice('glorotNormal')),
};

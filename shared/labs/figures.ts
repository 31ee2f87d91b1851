import type { Text } from '../text/text';
import type { LabFigure } from './figure';
import { NUMBERS } from './figure-numbers';

/** log₁₀ of a product of equal factors by depth: what the thirty links of V2 do, exactly. */
const powers = (factor: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (index + 1) * Math.log10(factor));

const LINKS = 30;

interface Curve {
  readonly label: Text;
  readonly values: readonly (number | null)[];
}

/** What fails and what works, as two curves. */
const twoCurves = (
  scale: 'linear' | 'log',
  caption: Text,
  failing: Curve,
  cured: Curve,
): LabFigure => ({ type: 'curves', scale, caption, series: [failing, cured] });

/** The picture on each lab's card, by the lab's id. */
export const FIGURES = {
  V1: {
    type: 'profile',
    caption: {
      en: 'Gradient by layer at the first step: ten sigmoid layers, and ReLU for comparison',
      zh: '第一步各层的梯度：十层 sigmoid，另附 ReLU 作对比',
    },
    quantity: 'gradientRms',
    base: -9,
    failing: [{ label: { en: 'Sigmoid', zh: 'Sigmoid' }, values: NUMBERS.vanishing.failing }],
    sound: { label: { en: 'ReLU', zh: 'ReLU' }, values: NUMBERS.vanishing.cured },
  },
  V2: {
    type: 'profile',
    caption: {
      en: 'Signal by layer: weight 0.2, 1 and 5',
      zh: '各层的信号：权重为 0.2、1 和 5',
    },
    quantity: 'signalRms',
    base: 0,
    failing: [
      { label: { en: '0.2', zh: '0.2' }, values: powers(0.2, LINKS) },
      { label: { en: '5', zh: '5' }, values: powers(5, LINKS) },
    ],
    sound: { label: { en: '1', zh: '1' }, values: powers(1, LINKS) },
  },
  X1: {
    type: 'profile',
    caption: {
      en: 'Gradient by layer at the first step: N(0, 1) weights, and He for comparison',
      zh: '第一步各层的梯度：N(0, 1) 权重，另附 He 作对比',
    },
    quantity: 'gradientRms',
    base: -4,
    failing: [{ label: { en: 'N(0, 1)', zh: 'N(0, 1)' }, values: NUMBERS.exploding.failing }],
    sound: { label: { en: 'He', zh: 'He' }, values: NUMBERS.exploding.cured },
  },
  I1: {
    type: 'histograms',
    caption: {
      en: 'Activations of five sigmoid layers: all at 0 and at 1',
      zh: '五个 sigmoid 层的激活值：全在 0 和 1 处',
    },
    rows: NUMBERS.histograms,
  },
  I4: {
    type: 'cells',
    scale: 'signed',
    caption: {
      en: 'Weights of the first hidden layer after training, one column a unit: all equal, and from a random start',
      zh: '训练后第一个隐藏层的权重，每列一个单元：初值相等的全都相同，随机初值的各不相同',
    },
    groups: [
      { label: { en: 'equal', zh: '相等' }, rows: NUMBERS.equalWeights.failing },
      { label: { en: 'random', zh: '随机' }, rows: NUMBERS.equalWeights.cured },
    ],
  },
  D1: {
    type: 'cells',
    caption: {
      en: 'How often each unit fires after training: dark cells never do',
      zh: '训练后各单元的激活频率：暗格从不激活',
    },
    scale: 'share',
    groups: [{ label: null, rows: NUMBERS.deadUnits }],
  },
  N1: {
    type: 'curves',
    scale: 'log',
    caption: {
      en: 'Loss by step on a log scale, until it is infinite',
      zh: '对数坐标下的逐步损失，直到变为无穷大',
    },
    series: [{ label: { en: 'Learning rate 1', zh: '学习率 1' }, values: NUMBERS.rateTooHigh }],
  },
  U1: {
    type: 'curves',
    scale: 'linear',
    caption: {
      en: 'Validation loss by epoch: raw columns, and standardised',
      zh: '逐轮次验证损失：原始数值，以及标准化之后',
    },
    series: [
      { label: { en: 'Raw', zh: '原始' }, values: NUMBERS.twoScales.failing },
      { label: { en: 'Standardised', zh: '标准化' }, values: NUMBERS.twoScales.cured },
    ],
  },
  M1: {
    type: 'curves',
    scale: 'linear',
    caption: {
      en: 'Validation loss by epoch: with the norm clamp, and without it',
      zh: '逐轮次验证损失：有范数限制，以及没有它',
    },
    series: [
      { label: { en: 'Norm clamp', zh: '范数限制' }, values: NUMBERS.normClamp.failing },
      { label: { en: 'Without', zh: '没有' }, values: NUMBERS.normClamp.cured },
    ],
  },
  C1: {
    type: 'curves',
    scale: 'linear',
    caption: {
      en: 'Loss over three epochs: the same convolutional network with sigmoid, and with ReLU',
      zh: '三个轮次内的损失：同一个卷积网络，用 sigmoid 与用 ReLU',
    },
    series: [
      { label: { en: 'Sigmoid', zh: 'Sigmoid' }, values: NUMBERS.convolution.failing },
      { label: { en: 'ReLU', zh: 'ReLU' }, values: NUMBERS.convolution.cured },
    ],
  },
  R1: {
    type: 'curves',
    scale: 'linear',
    caption: {
      en: 'Loss by epoch: 29 plain layers, and the same with shortcuts',
      zh: '逐轮次损失：29 层普通网络，以及加上跳跃连接之后',
    },
    series: [
      { label: { en: 'Plain', zh: '普通' }, values: NUMBERS.residual.failing },
      { label: { en: 'Residual', zh: '残差' }, values: NUMBERS.residual.cured },
    ],
  },
  Q1: {
    type: 'curves',
    scale: 'log',
    caption: {
      en: 'Validation loss by epoch on a log scale: random recurrent weights, and identity',
      zh: '对数坐标下的逐轮次验证损失：随机循环权重，以及单位矩阵',
    },
    series: [
      { label: { en: 'Random', zh: '随机' }, values: NUMBERS.identityRecurrence.failing },
      { label: { en: 'Identity', zh: '单位矩阵' }, values: NUMBERS.identityRecurrence.cured },
    ],
  },
  Q2: {
    type: 'profile',
    caption: {
      en: 'Gradient by time step after training: a plain recurrence, and LSTM for comparison',
      zh: '训练后各时间步的梯度：普通循环层，另附 LSTM 作对比',
    },
    quantity: 'gradientRms',
    base: -7,
    failing: [
      { label: { en: 'Plain recurrence', zh: '普通循环层' }, values: NUMBERS.longMemory.failing },
    ],
    sound: { label: { en: 'LSTM', zh: 'LSTM' }, values: NUMBERS.longMemory.cured },
  },
  I2: {
    type: 'profile',
    caption: {
      en: 'Signal by layer before training: N(0, 0.01²) weights, and He for comparison',
      zh: '训练前各层的信号：N(0, 0.01²) 权重，另附 He 作对比',
    },
    quantity: 'signalRms',
    base: -8,
    failing: [
      { label: { en: 'N(0, 0.01²)', zh: 'N(0, 0.01²)' }, values: NUMBERS.smallNormal.failing },
    ],
    sound: { label: { en: 'He', zh: 'He' }, values: NUMBERS.smallNormal.cured },
  },
  I3: {
    type: 'profile',
    caption: {
      en: 'Gradient by layer at the first step: thirty ReLU layers with Xavier, and with He',
      zh: '第一步各层的梯度：三十层 ReLU，Xavier 与 He',
    },
    quantity: 'gradientRms',
    base: -8,
    failing: [{ label: { en: 'Xavier', zh: 'Xavier' }, values: NUMBERS.thirtyRelu.failing }],
    sound: { label: { en: 'He', zh: 'He' }, values: NUMBERS.thirtyRelu.cured },
  },
  I5: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: all weights 0, and a random start',
      zh: '逐轮次验证损失：权重全零，以及随机初值',
    },
    { label: { en: 'Zeros', zh: '全零' }, values: NUMBERS.allZeros.failing },
    { label: { en: 'Random', zh: '随机' }, values: NUMBERS.allZeros.cured },
  ),
  D2: twoCurves(
    'log',
    {
      en: 'Validation loss by epoch on a log scale: three units a layer, and sixteen',
      zh: '对数坐标下的逐轮次验证损失：每层三个单元，以及十六个',
    },
    { label: { en: '3 units', zh: '3 个单元' }, values: NUMBERS.bornDead.failing },
    { label: { en: '16 units', zh: '16 个单元' }, values: NUMBERS.bornDead.cured },
  ),
  L1: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: learning rate 0.00001, and 0.1',
      zh: '逐轮次验证损失：学习率 0.00001 与 0.1',
    },
    { label: { en: '0.00001', zh: '0.00001' }, values: NUMBERS.rateTooLow.failing },
    { label: { en: '0.1', zh: '0.1' }, values: NUMBERS.rateTooLow.cured },
  ),
  L2: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: without clipping, and with it',
      zh: '逐轮次验证损失：不裁剪梯度，以及裁剪',
    },
    { label: { en: 'Without', zh: '不裁剪' }, values: NUMBERS.suddenCollapse.failing },
    { label: { en: 'Clipped', zh: '裁剪' }, values: NUMBERS.suddenCollapse.cured },
  ),
  L3: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: batches of one, and of 32',
      zh: '逐轮次验证损失：批量为 1 与 32',
    },
    { label: { en: '1', zh: '1' }, values: NUMBERS.batchOfOne.failing },
    { label: { en: '32', zh: '32' }, values: NUMBERS.batchOfOne.cured },
  ),
  U2: twoCurves(
    'log',
    {
      en: 'Validation loss by epoch on a log scale: raw target at a rate that holds, and standardised',
      zh: '对数坐标下的逐轮次验证损失：原始目标（取稳得住的学习率），以及标准化之后',
    },
    { label: { en: 'Raw', zh: '原始' }, values: NUMBERS.largeTarget.failing },
    { label: { en: 'Standardised', zh: '标准化' }, values: NUMBERS.largeTarget.cured },
  ),
  X2: twoCurves(
    'log',
    {
      en: 'Validation loss by epoch on a log scale: without clipping, and with it',
      zh: '对数坐标下的逐轮次验证损失：不裁剪梯度，以及裁剪',
    },
    { label: { en: 'Without', zh: '不裁剪' }, values: NUMBERS.explodingRecurrence.failing },
    { label: { en: 'Clipped', zh: '裁剪' }, values: NUMBERS.explodingRecurrence.cured },
  ),
  N2: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: logarithm after softmax, and from logits',
      zh: '逐轮次验证损失：softmax 之后取对数，以及由 logits 计算',
    },
    {
      label: { en: 'Softmax, then ln', zh: '先 softmax 再 ln' },
      values: NUMBERS.logOfZero.failing,
    },
    { label: { en: 'From logits', zh: '由 logits' }, values: NUMBERS.logOfZero.cured },
  ),
  N3: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch in float16: without loss scaling, and with it',
      zh: 'float16 下的逐轮次验证损失：不缩放损失，以及缩放',
    },
    { label: { en: 'Without', zh: '不缩放' }, values: NUMBERS.sixteenBits.failing },
    { label: { en: 'Scaled', zh: '缩放' }, values: NUMBERS.sixteenBits.cured },
  ),
  S1: {
    type: 'profile',
    caption: {
      en: 'Gradient by layer at the first step: sigmoid, and 4·sigmoid(x) − 2',
      zh: '第一步各层的梯度：sigmoid 与 4·sigmoid(x) − 2',
    },
    quantity: 'gradientRms',
    base: -7,
    failing: [{ label: { en: 'Sigmoid', zh: 'Sigmoid' }, values: NUMBERS.scaledSigmoid.failing }],
    sound: {
      label: { en: '4·sigmoid(x) − 2', zh: '4·sigmoid(x) − 2' },
      values: NUMBERS.scaledSigmoid.cured,
    },
  },
  S2: twoCurves(
    'linear',
    { en: 'Validation loss by epoch: sigmoid, and tanh', zh: '逐轮次验证损失：sigmoid 与 tanh' },
    { label: { en: 'Sigmoid', zh: 'Sigmoid' }, values: NUMBERS.zigZag.failing },
    { label: { en: 'tanh', zh: 'tanh' }, values: NUMBERS.zigZag.cured },
  ),
  B1: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: without batch normalization, and with it',
      zh: '逐轮次验证损失：无批量规范化，以及有批量规范化',
    },
    { label: { en: 'Without', zh: '无' }, values: NUMBERS.batchNormalization.failing },
    { label: { en: 'With', zh: '有' }, values: NUMBERS.batchNormalization.cured },
  ),
  G1: twoCurves(
    'linear',
    {
      en: 'Validation loss by epoch: four batches of 8 accumulated, and one of 32, on top of each other',
      zh: '逐轮次验证损失：累积四个批量 8，与一个批量 32，两线重合',
    },
    { label: { en: '4 × 8', zh: '4 × 8' }, values: NUMBERS.accumulation.failing },
    { label: { en: '32', zh: '32' }, values: NUMBERS.accumulation.cured },
  ),
  O1: twoCurves(
    'linear',
    {
      en: 'Validation loss from the second epoch on: 100 pictures learned by heart, and the same with an L2 penalty',
      zh: '第二个轮次起的验证损失：死记 100 张图片，以及加上 L2 惩罚',
    },
    { label: { en: 'Without', zh: '无' }, values: NUMBERS.overfitting.failing },
    { label: { en: 'L2', zh: 'L2' }, values: NUMBERS.overfitting.cured },
  ),
  F1: twoCurves(
    'log',
    {
      en: 'Validation loss by epoch on a log scale: three ReLU units, and eight',
      zh: '对数坐标下的逐轮次验证损失：三个 ReLU 单元与八个',
    },
    { label: { en: '3 units', zh: '3 个单元' }, values: NUMBERS.fitSquare.failing },
    { label: { en: '8 units', zh: '8 个单元' }, values: NUMBERS.fitSquare.cured },
  ),
  F2: twoCurves(
    'log',
    {
      en: 'Validation loss by epoch on a log scale: two ReLU units, and two layers of three',
      zh: '对数坐标下的逐轮次验证损失：两个 ReLU 单元，以及两层各三个',
    },
    { label: { en: '2 units', zh: '2 个单元' }, values: NUMBERS.fitCube.failing },
    { label: { en: '2 × 3', zh: '2 × 3' }, values: NUMBERS.fitCube.cured },
  ),
  I6: {
    type: 'histograms',
    caption: {
      en: 'Activations of the sixteen hidden units before training: Xavier above, N(0, 1) below',
      zh: '训练前十六个隐藏单元的激活值：上为 Xavier，下为 N(0, 1)',
    },
    rows: NUMBERS.xavierByHand,
  },
  I7: {
    type: 'profile',
    caption: {
      en: 'Signal by layer before training: uniform ±0.07, and Xavier',
      zh: '训练前各层的信号：均匀分布 ±0.07 与 Xavier',
    },
    quantity: 'signalRms',
    base: -5,
    failing: [{ label: { en: '±0.07', zh: '±0.07' }, values: NUMBERS.uniformDefault.failing }],
    sound: { label: { en: 'Xavier', zh: 'Xavier' }, values: NUMBERS.uniformDefault.cured },
  },
  H1: twoCurves(
    'linear',
    {
      en: 'Log RMSE by epoch on the validation houses: raw table, and standardised',
      zh: '验证集上的逐轮次对数均方根误差：原始表格，以及标准化之后',
    },
    { label: { en: 'Raw', zh: '原始' }, values: NUMBERS.housePrices.failing },
    { label: { en: 'Standardised', zh: '标准化' }, values: NUMBERS.housePrices.cured },
  ),
} as const satisfies Record<string, LabFigure>;

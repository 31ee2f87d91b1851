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

const UNITS = 8;
const title = { en: 'Two inputs of different scale', zh: '两个尺度不同的输入' };

const dense = {
  units: UNITS,
  activation: choice('tanh'),
  kernelInitializer: choice('glorotUniform'),
};

const NORMALIZATION: LabLayer = {
  id: 'normalization',
  kind: 'batchNormalization',
  name: { en: 'Batch normalization', zh: '批量规范化' },
};

const scaleBy = (factor: number): LabLayer => ({
  id: 'scale',
  kind: 'scale',
  name: { en: 'Scale', zh: '缩放' },
  parameters: { factor },
});

/** Rooms per house, nitric oxide, distance to work: all under 13. */
const SMALL: LabLayer = {
  ...inputLayer,
  id: 'input-1',
  name: { en: 'Small numbers', zh: '小数值' },
  parameters: { columns: ['rm', 'nox', 'dis'] },
  place: { column: 0, row: 0 },
};

/** Tax rate, share of old houses, share of poor people: tens and hundreds. */
const LARGE: LabLayer = {
  ...inputLayer,
  id: 'input-2',
  name: { en: 'Large numbers', zh: '大数值' },
  parameters: { columns: ['tax', 'age', 'lstat'] },
  place: { column: 0, row: 1 },
};

/** Both branches, the one of the large numbers with a layer more where one is given. */
function bothBranches(between?: LabLayer): LabLayer[] {
  return [
    SMALL,
    LARGE,
    ...(between ? [{ ...between, from: ['input-2'], place: { column: 1, row: 1 } }] : []),
    { ...hiddenLayer(1, dense), from: ['input-1'], place: { column: 2, row: 0 } },
    { ...hiddenLayer(2, dense), from: [between?.id ?? 'input-2'], place: { column: 2, row: 1 } },
    {
      id: 'concatenate',
      kind: 'concatenate',
      name: { en: 'Concatenate', zh: '拼接' },
      from: ['hidden-1', 'hidden-2'],
      place: { column: 3, row: 0 },
    },
    { ...hiddenLayer(3, dense), place: { column: 4, row: 0 } },
  ];
}

const project =
  (layers: readonly LabLayer[], standardizeFeatures = false) =>
  (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'U1',
        title,
        layers: [
          ...layers,
          { ...headLayer(1), place: { column: 5, row: 0 } },
          { ...outputLayer, place: { column: 6, row: 0 } },
        ],
        dataset: dataset('houses'),
        data: { standardizeFeatures, standardizeTarget: true },
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('adam'),
          learningRate: 0.01,
          epochs: 30,
          batchSize: 32,
        },
      },
      locale,
    );

export const twoScales: Lab = {
  id: 'U1',
  chapter: 'data',
  order: 1,
  title,
  failure: {
    en: 'One of two inputs holds numbers in the hundreds: its branch is saturated from the start and learns nothing.',
    zh: '两个输入中有一个的数值上百：它的分支从一开始就饱和，什么也学不到。',
  },
  explanation: [
    {
      en: 'House prices of Boston in 1970, with two inputs. One takes rooms per house, nitric oxide and the distance to work, all under 13; the other takes the tax rate (187 to 711), the share of old houses and that of poor people, in per cent.',
      zh: '1970 年波士顿的房价，两个输入。一个接收平均房间数、一氧化氮浓度和到就业中心的距离，都小于 13；另一个接收税率（187 到 711）、老房子比例和低收入人口比例（百分数）。',
    },
    {
      en: 'Each goes through eight tanh units with Xavier weights; Concatenate joins them. Xavier keeps the variance of a signal of variance 1. Here the tax rate alone has a size of 400: with weights of about 0.4 the sums are in the hundreds, and tanh of that is 1 or −1 for every house.',
      zh: '它们各经过八个 tanh 单元（Xavier 初始化），再由“拼接”合并。Xavier 保持的是方差为 1 的信号。而这里仅税率就有 400 左右：权重约 0.4，加权和上百，对每座房子 tanh 都是 1 或 −1。',
    },
    {
      en: 'So this branch says the same of every house, and tanh′ = 1 − tanh² is 0 in 32-bit numbers: no gradient reaches its weights. The update ratio of Hidden 2 is exactly 0. What the network learns, it learns from the other branch.',
      zh: '于是这个分支对每座房子说的都一样，而 tanh′ = 1 − tanh² 在 32 位浮点数下就是 0：没有任何梯度到达它的权重。隐藏层 2 的更新比恰好为 0。网络学到的一切都来自另一个分支。',
    },
    {
      en: 'Nothing fails visibly: the loss falls, just not far. That is what makes unscaled inputs hard to notice. Look at the branches apart.',
      zh: '表面上没有任何故障：损失在下降，只是降得不多。未缩放的输入正因此难以察觉。要把各个分支分开来看。',
    },
    {
      en: 'The cure is older than networks: standardise, x′ = (x − mean) ÷ deviation, for each column by itself, with numbers of the training share only.',
      zh: '解决办法比神经网络还早：标准化，x′ =（x − 均值）÷ 标准差，每列单独进行，并且只用训练集的数值来计算。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Data switch on Standardise features.',
        zh: '在“数据”中打开“标准化特征”。',
      },
      result: {
        en: 'Both branches learn alike, and the validation loss falls to 0.18 instead of 0.51.',
        zh: '两个分支同样地学习，验证损失降到 0.18，而不是 0.51。',
      },
      document: project(bothBranches(), true),
    },
    {
      text: {
        en: 'Leave the data as they are; delete Large numbers, Hidden 2 and Concatenate and connect Hidden 1 to Hidden 3.',
        zh: '数据保持原样；删去“大数值”、隐藏层 2 和“拼接”，把隐藏层 1 连到隐藏层 3。',
      },
      result: {
        en: 'The loss is the same (0.52): half of the network and half of the data contributed nothing.',
        zh: '损失一样（0.52）：一半的网络和一半的数据毫无贡献。',
      },
      document: project([
        SMALL,
        { ...hiddenLayer(1, dense), place: { column: 2, row: 0 } },
        { ...hiddenLayer(3, dense), place: { column: 4, row: 0 } },
      ]),
    },
    {
      text: {
        en: 'Put a Scale with Factor 0.002 between Large numbers and Hidden 2.',
        zh: '在“大数值”与隐藏层 2 之间放一个“缩放”，系数 0.002。',
      },
      result: {
        en: 'The branch moves again, but the loss only falls to 0.44: a factor that suits the tax rate leaves the other two columns tiny.',
        zh: '分支又动了起来，但损失只降到 0.44：适合税率的系数使另外两列变得极小。',
      },
      finding: { start: 'inputScalesDiffer', end: 'inputScalesDiffer' },
      document: project(bothBranches(scaleBy(0.002))),
    },
    {
      text: {
        en: 'Put a Batch normalization there instead.',
        zh: '改为在那里放一个“批量规范化”。',
      },
      result: {
        en: 'It standardises each column by the batch’s own mean and deviation: loss 0.23.',
        zh: '它用批量自身的均值和标准差对每一列做标准化：损失 0.23。',
      },
      document: project(bothBranches(NORMALIZATION)),
    },
  ],
  finding: { start: 'inputScalesDiffer', end: 'inputScalesDiffer' },
  look: { chart: 'updates', overlay: 'updates' },
  expected: {
    en: 'Updates: Hidden 2 stays at 0 for all thirty epochs (▼ 0 on the canvas; the chart’s logarithmic axis has no place for its line), the other layers move by one to a few thousandths a step. Distributions: the activations of Hidden 2 are all at −1 and 1. Validation loss: about 0.5.',
    zh: '更新：隐藏层 2 三十个轮次一直为 0（画布上标为 ▼ 0；图表用对数坐标，画不出这条线），其他层每步变动约千分之一到千分之几。分布：隐藏层 2 的激活值全在 −1 和 1 处。验证损失：约 0.5。',
  },
  source: [
    'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.3',
    'Zhang et al., Dive into Deep Learning, section 5.7 (动手学深度学习 4.10)',
  ],
  figure: FIGURES.U1,
  document: project(bothBranches()),
};

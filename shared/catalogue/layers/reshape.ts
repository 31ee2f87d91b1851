import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer, sizeOf } from '../layer';
import { textPart } from './common';

export const reshape = defineLayer({
  kind: 'reshape',
  label: { en: 'Reshape', zh: '变形' },
  summary: {
    en: 'Gives the same numbers another shape; the number of elements must stay the same.',
    zh: '赋予同样的数值另一种形状；元素个数必须不变。',
  },
  formula: {
    en: 'y = x in row-major order, with the new shape',
    zh: 'y = x，按行优先顺序排成新的形状',
  },
  source: 'Keras, keras.layers.Reshape',
  group: 'shape',
  icon: 'move-3d',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    shape: {
      type: 'shape',
      label: { en: 'Shape', zh: '形状' },
      help: {
        en: 'The shape of one sample, without the batch axis, for example 28, 28, 1.',
        zh: '单个样本的形状，不含批量轴，例如 28, 28, 1。',
      },
      default: [1],
    },
  },
  shape([first], { shape }) {
    if (sizeOf(first) !== sizeOf(shape)) {
      return fail({
        kind: 'reshape-size',
        values: {
          shape: formatShape(shape),
          size: sizeOf(shape),
          input: formatShape(first),
          inputSize: sizeOf(first),
        },
      });
    }
    return succeed(shape);
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ shape }) => [textPart(formatShape(shape))],
});

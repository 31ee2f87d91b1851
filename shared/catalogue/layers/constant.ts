import { succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer } from '../layer';
import { entryPart, initializerParameter, textPart, weight } from './common';

export const constant = defineLayer({
  kind: 'constant',
  label: { en: 'Constant', zh: '常量' },
  summary: {
    en: 'Fixed numbers, the same for every sample; drawn once by an initializer and never trained.',
    zh: '对所有样本都相同的固定数值；由初始化方法抽取一次，不参与训练。',
  },
  formula: 'y = c',
  source: 'TensorFlow, tf.constant; PyTorch, register_buffer',
  group: 'data',
  icon: 'pin',
  inputs: 'none',
  hasOutput: true,
  parameters: {
    shape: {
      type: 'shape',
      label: { en: 'Shape', zh: '形状' },
      help: {
        en: 'The shape of the constant, without the batch axis, for example 8.',
        zh: '常量的形状，不含批量轴，例如 8。',
      },
      default: [1],
    },
    initializer: initializerParameter(
      { en: 'Values', zh: '取值' },
      { en: 'How the fixed numbers are drawn.', zh: '固定数值的抽取方法。' },
      'ones',
    ),
  },
  shape: (_inputs, { shape }) => succeed(shape),
  weights: (_inputs, { shape, initializer }) => [weight('value', shape, initializer, false)],
  flops: () => 0,
  headline: ({ shape, initializer }) => [
    textPart(formatShape(shape)),
    entryPart('initializer', initializer),
  ],
});

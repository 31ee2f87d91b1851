import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { choice, entryPart } from './common';

export const activation = defineLayer({
  kind: 'activation',
  label: { en: 'Activation', zh: '激活' },
  summary: {
    en: 'Applies an activation function; take it where a normalization stands between weights and activation.',
    zh: '施加激活函数；当权重与激活之间隔着规范化层时使用。',
  },
  formula: 'y = f(x)',
  source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 6.3',
  group: 'core',
  icon: 'activity',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    activation: {
      type: 'choice',
      catalogue: 'activation',
      label: { en: 'Activation', zh: '激活函数' },
      help: { en: 'The function f applied to every input.', zh: '作用于每个输入的函数 f。' },
      default: choice('relu'),
    },
  },
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: (_inputs, output, { activation }) => (activation.kind === 'linear' ? 0 : sizeOf(output)),
  headline: ({ activation }) => [entryPart('activation', activation)],
});

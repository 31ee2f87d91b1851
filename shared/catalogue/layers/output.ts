import { succeed } from '../../result';
import { defineLayer } from '../layer';

export const output = defineLayer({
  kind: 'output',
  label: { en: 'Output', zh: '输出' },
  summary: {
    en: 'Where predictions leave the network and meet the loss. A network has exactly one.',
    zh: '预测值离开网络、与损失函数相接的地方。每个网络恰有一个。',
  },
  formula: 'ŷ = x',
  source: 'Keras, the outputs of keras.Model; PyTorch, the value that forward() returns',
  group: 'data',
  icon: 'log-out',
  inputs: 'one',
  hasOutput: false,
  parameters: {},
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: () => 0,
  headline: () => [],
});

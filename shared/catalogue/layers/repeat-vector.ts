import { fail, succeed } from '../../result';
import { formatShape } from '../../text/text';
import { defineLayer } from '../layer';
import { textPart } from './common';

export const repeatVector = defineLayer({
  kind: 'repeatVector',
  label: { en: 'Repeat vector', zh: '重复向量' },
  summary: {
    en: 'Gives a row of numbers to each of n time steps, as a decoder wants the summary of an encoder.',
    zh: '将一行数值复制到 n 个时间步，例如把编码器的摘要交给解码器。',
  },
  formula: 'y[t] = x, t = 1 … n',
  source: 'Keras, keras.layers.RepeatVector; Cho et al. (2014), RNN Encoder–Decoder, section 2.2',
  group: 'shape',
  icon: 'repeat',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    count: {
      type: 'integer',
      label: { en: 'Times', zh: '次数' },
      help: { en: 'Number n of time steps.', zh: '时间步数 n。' },
      default: 4,
      minimum: 1,
      maximum: 10_000,
    },
  },
  shape([first], { count }) {
    if (first.length !== 1) {
      return fail({ kind: 'dense-needs-flat', values: { shape: formatShape(first) } });
    }
    return succeed([count, first[0]]);
  },
  weights: () => [],
  flops: () => 0,
  headline: ({ count }) => [textPart(`× ${count}`)],
});

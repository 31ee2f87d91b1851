import { MAX_UNITS } from '../../document/limits';
import { succeed } from '../../result';
import { defineLayer } from '../layer';
import { choice, entryPart, initializerParameter, textPart, weight } from './common';

export const embedding = defineLayer({
  kind: 'embedding',
  label: { en: 'Embedding', zh: '嵌入' },
  summary: {
    en: 'Turns each whole number, a word or a character, into a trained vector. Its input must not be standardized.',
    zh: '将每个整数（词或字符的编号）变为可训练的向量。输入不可标准化。',
  },
  formula: {
    en: 'yₜ = E[xₜ], E: [vocabulary, dimensions], x: whole numbers from 0 to vocabulary − 1',
    zh: 'yₜ = E[xₜ]，E：[词表大小, 维数]，x：0 到 词表大小 − 1 的整数',
  },
  source:
    'Bengio et al. (2003), A Neural Probabilistic Language Model, section 2; Keras, keras.layers.Embedding',
  group: 'recurrent',
  icon: 'hash',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    vocabulary: {
      type: 'integer',
      label: { en: 'Vocabulary', zh: '词表大小' },
      help: {
        en: 'Number of different words; the input holds whole numbers from 0 to one less.',
        zh: '不同词的个数；输入为从 0 到该数减 1 的整数。',
      },
      default: 128,
      minimum: 1,
      maximum: 1_000_000,
    },
    dimensions: {
      type: 'integer',
      label: { en: 'Dimensions', zh: '维度' },
      help: {
        en: 'Length of the vector of each word. Parameters: vocabulary × dimensions.',
        zh: '每个词向量的长度。参数量：词表大小 × 维度。',
      },
      default: 16,
      minimum: 1,
      maximum: MAX_UNITS,
    },
    initializer: {
      ...initializerParameter(
        { en: 'Initializer', zh: '初始化' },
        {
          en: 'How the vectors start. Only one row is taken for each word, so rules that count inputs would count the whole vocabulary.',
          zh: '词向量的初始值。每个词只取一行，因此按输入数缩放的方法会把整个词表算作输入。',
        },
        'uniform',
      ),
      default: choice('uniform', { limit: 0.05 }),
    },
  },
  shape: ([first], { dimensions }) => succeed([...first, dimensions]),
  weights: (_inputs, { vocabulary, dimensions, initializer }) => [
    { ...weight('embeddings', [vocabulary, dimensions], initializer), filterAxes: [0] },
  ],
  flops: () => 0,
  headline: ({ vocabulary, dimensions, initializer }) => [
    textPart(`${vocabulary} → ${dimensions}`),
    entryPart('initializer', initializer),
  ],
});

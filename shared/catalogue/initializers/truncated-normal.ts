import { defineInitializer } from '../initializer';
import { drawTruncated, TRUNCATED_VARIANCE } from './common';

export const truncatedNormal = defineInitializer({
  kind: 'truncatedNormal',
  label: { en: 'Truncated normal', zh: '截断正态分布' },
  summary: {
    en: 'Normal numbers, drawn again where they lie beyond two deviations: no weight starts as an outlier.',
    zh: '正态分布，超出两倍标准差的数重新抽取：没有权重以离群值开始。',
  },
  formula: {
    en: 'w ~ N(0, σ²) within ±2σ; variance 0.774·σ²',
    zh: 'w ~ N(0, σ²)，限于 ±2σ 之内；方差 0.774·σ²',
  },
  gainRule: {
    en: 'none; σ is yours. The variance that is left is 0.774·σ².',
    zh: '无；σ 由你指定。截断后的方差为 0.774·σ²。',
  },
  source:
    'TensorFlow, tf.random.truncated_normal; Johnson, Kotz (1970), Distributions, section 13.7',
  parameters: {
    deviation: {
      type: 'number',
      label: { en: 'Deviation σ', zh: '标准差 σ' },
      help: {
        en: 'Standard deviation σ before the cut; after it, 0.88·σ is left.',
        zh: '截断前的标准差 σ；截断后剩 0.88·σ。',
      },
      default: 0.01,
      minimum: 0,
      maximum: 1000,
    },
  },
  moments: (_fans, { deviation }) => ({ mean: 0, variance: TRUNCATED_VARIANCE * deviation ** 2 }),
  draw: (shape, _fans, random, { deviation }) => drawTruncated(shape, deviation, random),
});

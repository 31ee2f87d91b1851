import { defineInitializer } from '../initializer';
import { drawUniform, uniformVariance } from './common';

export const uniform = defineInitializer({
  kind: 'uniform',
  label: { en: 'Uniform', zh: '均匀分布' },
  summary: {
    en: 'Uniform numbers between −a and a, which you choose; ignores the size of the layer.',
    zh: '在 −a 与 a 之间均匀取值，a 由你指定；不考虑层的大小。',
  },
  formula: 'w ~ U(−a, a), variance a² ÷ 3',
  gainRule: {
    en: 'none; a is yours, whatever the size of the layer.',
    zh: '无；a 由你指定，与层的大小无关。',
  },
  source:
    'Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4; a = 0.07: default of MXNet’s Uniform',
  parameters: {
    limit: {
      type: 'number',
      label: { en: 'Limit a', zh: '界限 a' },
      help: {
        en: 'Largest absolute value a; the variance is a² ÷ 3.',
        zh: '绝对值的上界 a；方差为 a² ÷ 3。',
      },
      default: 0.07,
      minimum: 0,
      maximum: 1000,
    },
  },
  moments: (_fans, { limit }) => ({ mean: 0, variance: uniformVariance(limit) }),
  draw: (shape, _fans, random, { limit }) => drawUniform(shape, limit, random),
});

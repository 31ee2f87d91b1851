import type { RandomStream } from '../../random/random-stream';
import { defineInitializer, type Fans } from '../initializer';
import type { Shape } from '../layer';
import { drawNormal, drawTruncated, drawUniform, limitFor, TRUNCATED_VARIANCE } from './common';

const FANS: Readonly<Record<string, (fans: Fans) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAverage: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
};

type Draw = (shape: Shape, variance: number, random: RandomStream) => Float32Array;

/** Each gives the variance that it is asked for: the truncated one makes up for what its cut takes away. */
const DRAWS: Readonly<Record<string, Draw>> = {
  normal: (shape, variance, random) => drawNormal(shape, Math.sqrt(variance), random),
  truncated: (shape, variance, random) =>
    drawTruncated(shape, Math.sqrt(variance / TRUNCATED_VARIANCE), random),
  uniform: (shape, variance, random) => drawUniform(shape, limitFor(variance), random),
};

export const varianceScaling = defineInitializer({
  kind: 'varianceScaling',
  label: { en: 'Variance scaling', zh: '方差缩放' },
  summary: {
    en: 'The rule behind Xavier, He and LeCun with all of its choices: a variance of scale ÷ fan.',
    zh: 'Xavier、He 与 LeCun 背后的通式，各项均可选择：方差为 尺度 ÷ 扇数。',
  },
  formula: {
    en: 'Var(w) = scale ÷ n; n = fan in, fan out or their mean',
    zh: 'Var(w) = scale ÷ n；n = 扇入、扇出或二者的平均',
  },
  gainRule: {
    en: 'The scale is the square of the gain: 1 for linear, 2 for ReLU.',
    zh: '尺度即增益的平方：线性取 1，ReLU 取 2。',
  },
  source: 'He et al. (2015), section 2.2; Keras, keras.initializers.VarianceScaling',
  parameters: {
    scale: {
      type: 'number',
      label: { en: 'Scale', zh: '尺度' },
      help: { en: 'The variance times the fan.', zh: '方差与扇数之积。' },
      default: 1,
      minimum: 1e-6,
      maximum: 1e6,
      scale: 'log',
    },
    mode: {
      type: 'option',
      label: { en: 'Fan', zh: '扇数' },
      help: {
        en: 'Fan in keeps signals, fan out keeps gradients, their mean is Xavier’s compromise.',
        zh: '扇入保持信号，扇出保持梯度，平均值是 Xavier 的折中。',
      },
      options: [
        { value: 'fanIn', label: { en: 'Fan in', zh: '扇入' } },
        { value: 'fanOut', label: { en: 'Fan out', zh: '扇出' } },
        { value: 'fanAverage', label: { en: 'Mean of both', zh: '二者平均' } },
      ],
      default: 'fanIn',
    },
    distribution: {
      type: 'option',
      label: { en: 'Distribution', zh: '分布' },
      help: {
        en: 'All three have the same variance; the truncated normal is cut at two of its deviations.',
        zh: '三者方差相同；截断正态分布在两倍标准差处截断。',
      },
      options: [
        { value: 'normal', label: { en: 'Normal', zh: '正态' } },
        { value: 'truncated', label: { en: 'Truncated normal', zh: '截断正态' } },
        { value: 'uniform', label: { en: 'Uniform', zh: '均匀' } },
      ],
      default: 'truncated',
    },
  },
  moments: (fans, { scale, mode }) => ({ mean: 0, variance: scale / FANS[mode](fans) }),
  draw: (shape, fans, random, { scale, mode, distribution }) =>
    DRAWS[distribution](shape, scale / FANS[mode](fans), random),
});

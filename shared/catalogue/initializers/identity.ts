import { defineInitializer } from '../initializer';
import { matrixOf } from './orthogonal';

export const identity = defineInitializer({
  kind: 'identity',
  label: { en: 'Identity', zh: '单位矩阵' },
  summary: {
    en: 'Every layer starts by passing its input through; where the sizes differ, the rest is zeros.',
    zh: '每一层一开始只是原样传递输入；两边大小不同时，其余为零。',
  },
  formula: { en: 'W[i, j] = gain where i = j, else 0', zh: 'i = j 时 W[i, j] = gain，否则为 0' },
  gainRule: {
    en: 'The diagonal is the gain: 1 passes a signal on as it is.',
    zh: '对角线即增益：取 1 时信号原样通过。',
  },
  source: 'Le, Jaitly, Hinton (2015), A Simple Way to Initialize Recurrent Networks, section 3',
  parameters: {
    gain: {
      type: 'number',
      label: { en: 'Gain', zh: '增益' },
      help: { en: 'The number on the diagonal.', zh: '对角线上的数值。' },
      default: 1,
      minimum: -1000,
      maximum: 1000,
    },
  },
  moments({ fanIn, fanOut }, { gain }) {
    const share = 1 / Math.max(fanIn, fanOut);
    return { mean: gain * share, variance: gain ** 2 * share * (1 - share) };
  },
  draw(shape, _fans, _random, { gain }) {
    const { rows, columns } = matrixOf(shape);
    const values = new Float32Array(rows * columns);
    for (let index = 0; index < Math.min(rows, columns); index += 1) {
      values[index * columns + index] = gain;
    }
    return values;
  },
});

import { defineSchedule } from '../schedule';
import { floorParameter } from './parameters';

/** Where in which cycle an epoch lies: cycles of `first`, `first`·g, `first`·g² … epochs. */
function cycleAt(epoch: number, first: number, growth: number) {
  let start = 0;
  let length = first;
  while (epoch >= start + length) {
    start += length;
    length *= growth;
  }
  return (epoch - start) / length;
}

export const cosine = defineSchedule({
  kind: 'cosine',
  label: { en: 'Cosine with restarts', zh: '余弦退火（带重启）' },
  summary: {
    en: 'Falls along a half cosine and, at the end of a cycle, jumps back up.',
    zh: '沿半个余弦曲线下降，每个周期结束时跳回初始值。',
  },
  formula: 'η(t) = η·(m + (1 − m)·(1 + cos(π·T ÷ n)) ÷ 2)',
  source: 'Loshchilov & Hutter (2017), SGDR, equation 5',
  parameters: {
    cycle: {
      type: 'integer',
      label: { en: 'Epochs of the first cycle n', zh: '首个周期的轮次数 n' },
      help: {
        en: 'Epochs until the first restart. 0: one cycle over the whole run, no restart.',
        zh: '第一次重启前的轮次数。0 表示整个训练只有一个周期，不重启。',
      },
      default: 0,
      minimum: 0,
      maximum: 100_000,
    },
    growth: {
      type: 'integer',
      label: { en: 'Growth of cycles', zh: '周期增长倍数' },
      help: {
        en: 'Each cycle is this many times as long as the one before.',
        zh: '每个周期的长度是前一个的若干倍。',
      },
      default: 1,
      minimum: 1,
      maximum: 10,
      visibleWhen: ({ cycle }) => cycle !== 0,
    },
    floor: floorParameter,
  },
  factor({ step, stepsPerEpoch, totalSteps }, { cycle, growth, floor }) {
    const part =
      cycle === 0 ? Math.min(1, step / totalSteps) : cycleAt(step / stepsPerEpoch, cycle, growth);
    return floor + ((1 - floor) * (1 + Math.cos(Math.PI * part))) / 2;
  },
});

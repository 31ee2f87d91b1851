import { defineSchedule } from '../schedule';

export const rangeTest = defineSchedule({
  kind: 'rangeTest',
  label: { en: 'Range test', zh: '学习率范围测试' },
  summary: {
    en: 'Rises evenly on a log scale up to the learning rate: the loss shows which rates learn and which explode.',
    zh: '在对数坐标上均匀升至设定的学习率：由损失可看出哪些学习率有效、哪些会发散。',
  },
  formula: {
    en: 'η(t) = η·l^(1 − t ÷ (n − 1)) for t < n, then η',
    zh: 't < n 时 η(t) = η·l^(1 − t ÷ (n − 1))，之后为 η',
  },
  source: 'Smith (2017), Cyclical Learning Rates for Training Neural Networks, section 3.3',
  parameters: {
    low: {
      type: 'number',
      label: { en: 'Lowest share l', zh: '最低比例 l' },
      help: {
        en: 'The first rate, as a share of the learning rate.',
        zh: '最初的学习率占设定值的比例。',
      },
      default: 1e-7,
      minimum: 1e-12,
      maximum: 1,
      scale: 'log',
    },
    steps: {
      type: 'integer',
      label: { en: 'Steps n', zh: '步数 n' },
      help: {
        en: 'Steps until the learning rate is reached.',
        zh: '升至设定学习率所需的步数。',
      },
      default: 100,
      minimum: 2,
      maximum: 100_000,
    },
  },
  factor: ({ step }, { low, steps }) => low ** (1 - Math.min(1, step / (steps - 1))),
});

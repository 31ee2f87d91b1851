import type { IntegerParameter } from '../parameter';

/** Longest sequence that a generator makes. Recurrences are unrolled, so a step costs memory in every layer. */
const MAX_STEPS = 500;

export const stepsParameter = (standard: number, minimum = 2): IntegerParameter => ({
  type: 'integer',
  label: { en: 'Steps', zh: '时间步数' },
  help: {
    en: 'Length of one sequence; longer ones ask for a longer memory.',
    zh: '一条序列的长度；越长，需要记住得越久。',
  },
  default: standard,
  minimum,
  maximum: MAX_STEPS,
});

export const sequencesParameter = (standard: number): IntegerParameter => ({
  type: 'integer',
  label: { en: 'Samples', zh: '样本数' },
  help: { en: 'Number of sequences to make.', zh: '要生成的序列数。' },
  default: standard,
  minimum: 10,
  maximum: 20_000,
});

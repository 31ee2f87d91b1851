import type { NumberParameter } from '../parameter';

/** What the rate is multiplied by at each drop. */
export const dropParameter: NumberParameter = {
  type: 'number',
  label: { en: 'Factor γ', zh: '衰减因子 γ' },
  help: {
    en: 'What the learning rate is multiplied by each time.',
    zh: '每次衰减时学习率所乘的因子。',
  },
  default: 0.1,
  minimum: 0,
  maximum: 1,
};

/** The lowest rate, as a share of the learning rate. */
export const floorParameter: NumberParameter = {
  type: 'number',
  label: { en: 'Lowest share', zh: '最低比例' },
  help: {
    en: 'The rate never falls below this share of the learning rate.',
    zh: '学习率不会低于设定值的这一比例。',
  },
  default: 0,
  minimum: 0,
  maximum: 1,
};

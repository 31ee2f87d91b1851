import type { NumberParameter } from '../parameter';

export const probabilityParameter: NumberParameter = {
  type: 'number',
  label: { en: 'Probability', zh: '概率' },
  help: { en: 'Share of the pictures that are flipped.', zh: '被翻转的图片所占比例。' },
  default: 0.5,
  minimum: 0,
  maximum: 1,
};

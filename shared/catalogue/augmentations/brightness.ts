import { defineAugmentation } from '../augmentation';

export const brightness = defineAugmentation({
  kind: 'brightness',
  label: { en: 'Brightness', zh: '亮度' },
  summary: {
    en: 'Makes all pixels brighter or darker by one factor; what leaves 0 … 1 is cut off.',
    zh: '以同一系数使所有像素变亮或变暗；超出 0 … 1 的部分截断。',
  },
  formula: 'y = min(1, max(0, f·x)), f ~ U(1 − b, 1 + b)',
  source: 'Howard (2013), Some Improvements on Deep CNN Based Image Classification, § 2.2',
  parameters: {
    strength: {
      type: 'number',
      label: { en: 'Strength', zh: '强度' },
      help: { en: 'b: 0.2 means from 80 % to 120 %.', zh: 'b：0.2 表示 80 % 至 120 %。' },
      default: 0.2,
      minimum: 0,
      maximum: 1,
    },
  },
  apply({ from, to, random }, { strength }) {
    const factor = 1 + (2 * random.uniform() - 1) * strength;
    for (let index = 0; index < from.length; index += 1) {
      to[index] = Math.min(1, Math.max(0, factor * from[index]));
    }
  },
});

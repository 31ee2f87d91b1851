import { defineSchedule } from '../schedule';

export const constant = defineSchedule({
  kind: 'constant',
  label: { en: 'Constant', zh: '恒定' },
  summary: { en: 'The learning rate stays as it is set.', zh: '学习率保持设定值不变。' },
  formula: 'η(t) = η',
  source: 'Robbins & Monro (1951), with steps that do not shrink',
  parameters: {},
  factor: () => 1,
});

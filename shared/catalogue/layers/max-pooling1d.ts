import { definePooling } from './pooling';

export const maxPooling1d = definePooling(
  1,
  {
    kind: 'maxPooling1d',
    label: { en: 'Max pooling 1D', zh: '一维最大汇聚' },
    summary: {
      en: 'Keeps the largest number of each window of steps, channel by channel.',
      zh: '在每个时间窗口内逐通道保留最大值。',
    },
    formula: 'y[t, c] = maxₖ x[t·s + k, c]',
    source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 9.3',
    icon: 'minimize',
  },
  { keepsPlaces: true },
);

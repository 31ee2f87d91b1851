import { defineGlobalPooling } from './pooling';

export const globalMaxPooling = defineGlobalPooling(
  {
    kind: 'globalMaxPooling',
    label: { en: 'Global max pooling', zh: '全局最大汇聚' },
    summary: {
      en: 'Keeps the largest number of each channel over all places of a picture or sequence.',
      zh: '在图像或序列的所有位置上逐通道保留最大值。',
    },
    formula: {
      en: 'y[c] = max over all places of x[…, c]',
      zh: 'y[c] = x[…, c] 在所有位置上的最大值',
    },
    source: 'Oquab et al. (2015), Is object localization for free?, section 3.2',
    icon: 'crosshair',
  },
  { keepsPlaces: true },
);

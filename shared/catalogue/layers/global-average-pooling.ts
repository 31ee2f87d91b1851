import { defineGlobalPooling } from './pooling';

export const globalAveragePooling = defineGlobalPooling(
  {
    kind: 'globalAveragePooling',
    label: { en: 'Global average pooling', zh: '全局平均汇聚' },
    summary: {
      en: 'Averages each channel over all places of a picture or sequence; takes the place of Flatten before the last layer.',
      zh: '在图像或序列的所有位置上逐通道取平均；可代替末层之前的展平层。',
    },
    formula: {
      en: 'y[c] = mean over all places of x[…, c]',
      zh: 'y[c] = x[…, c] 在所有位置上的平均值',
    },
    source: 'Lin, Chen, Yan (2014), Network in Network, section 3.2',
    icon: 'droplet',
  },
  { keepsPlaces: false },
);

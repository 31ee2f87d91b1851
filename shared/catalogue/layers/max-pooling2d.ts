import { definePooling } from './pooling';

export const maxPooling2d = definePooling(
  2,
  {
    kind: 'maxPooling2d',
    label: { en: 'Max pooling 2D', zh: '二维最大汇聚' },
    summary: {
      en: 'Keeps the largest number of each window of pixels, channel by channel; halves pictures by default.',
      zh: '在每个像素窗口内逐通道保留最大值；默认使高和宽减半。',
    },
    formula: 'y[i, j, c] = maxₖ,ₗ x[i·s + k, j·s + l, c]',
    source: 'Riesenhuber & Poggio (1999); Goodfellow, Bengio, Courville (2016), section 9.3',
    icon: 'minimize',
  },
  { keepsPlaces: true },
);

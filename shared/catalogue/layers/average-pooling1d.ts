import { definePooling } from './pooling';

export const averagePooling1d = definePooling(
  1,
  {
    kind: 'averagePooling1d',
    label: { en: 'Average pooling 1D', zh: '一维平均汇聚' },
    summary: {
      en: 'Averages each window of steps, channel by channel; padding is not counted.',
      zh: '在每个时间窗口内逐通道取平均；填充的位置不计入。',
    },
    formula: 'y[t, c] = meanₖ x[t·s + k, c]',
    source: 'Goodfellow, Bengio, Courville (2016), Deep Learning, section 9.3',
    icon: 'blend',
  },
  { keepsPlaces: false },
);

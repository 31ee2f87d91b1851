import { definePooling } from './pooling';

export const averagePooling2d = definePooling(
  2,
  {
    kind: 'averagePooling2d',
    label: { en: 'Average pooling 2D', zh: '二维平均汇聚' },
    summary: {
      en: 'Averages each window of pixels, channel by channel; padding is not counted.',
      zh: '在每个像素窗口内逐通道取平均；填充的位置不计入。',
    },
    formula: 'y[i, j, c] = meanₖ,ₗ x[i·s + k, j·s + l, c]',
    source: 'LeCun et al. (1998), Gradient-based learning, section II.A (subsampling)',
    icon: 'blend',
  },
  { keepsPlaces: false },
);

import { defineUpSampling } from './up-sampling';

export const upSampling2d = defineUpSampling(2, {
  kind: 'upSampling2d',
  label: { en: 'Upsampling 2D', zh: '二维上采样' },
  summary: {
    en: 'Repeats rows and columns of a picture: the nearest neighbour fills the gaps.',
    zh: '重复图像的行与列：以最近邻填充。',
  },
  formula: 'y[i, j, c] = x[⌊i ÷ factor⌋, ⌊j ÷ factor⌋, c]',
});

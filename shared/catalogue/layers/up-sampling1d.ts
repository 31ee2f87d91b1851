import { defineUpSampling } from './up-sampling';

export const upSampling1d = defineUpSampling(1, {
  kind: 'upSampling1d',
  label: { en: 'Upsampling 1D', zh: '一维上采样' },
  summary: {
    en: 'Repeats every step of a sequence: the nearest neighbour fills the gaps.',
    zh: '重复序列的每一步：以最近邻填充。',
  },
  formula: 'y[t, c] = x[⌊t ÷ factor⌋, c]',
});

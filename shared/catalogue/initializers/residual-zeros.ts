import { defineInitializer } from '../initializer';
import { sizeOf } from '../layer';

export const residualZeros = defineInitializer({
  kind: 'residualZeros',
  label: { en: 'Zero for a residual branch', zh: '残差分支末层置零' },
  summary: {
    en: 'For the last layer (or the last γ) of a residual branch: every block starts as the identity, however deep.',
    zh: '用于残差分支的最后一层（或最后的 γ）：无论多深，每个残差块一开始都是恒等映射。',
  },
  formula: { en: 'w = 0, so that x + F(x) = x at the start', zh: 'w = 0，使开始时 x + F(x) = x' },
  gainRule: {
    en: 'none; the branch adds nothing at first. Only its last layer may be 0: two in a row would never learn.',
    zh: '无；分支起初不起作用。只能将最后一层置零：若连续两层为零，则永远学不动。',
  },
  source:
    'Goyal et al. (2017), Accurate, Large Minibatch SGD, section 5.1 (γ = 0); Zhang, Dauphin, Ma (2019), Fixup Initialization, section 3',
  parameters: {},
  moments: () => ({ mean: 0, variance: 0 }),
  draw: (shape) => new Float32Array(sizeOf(shape)),
});

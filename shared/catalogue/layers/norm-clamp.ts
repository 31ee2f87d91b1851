import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';

export const normClamp = defineLayer({
  kind: 'normClamp',
  label: { en: 'Norm clamp', zh: '范数限制' },
  summary: {
    en: 'Halves the whole batch until its norm is at most 1, then takes ten times that if it is under 0.8: control flow that depends on the data. A sample’s output depends on the others in its batch.',
    zh: '将整个批量反复减半，直到范数不超过 1；若结果小于 0.8 再乘以 10：依赖数据的控制流。每个样本的输出取决于同批的其他样本。',
  },
  formula: {
    en: 'y = c · x, c = 2⁻ᵏ with the least k ≥ 0 for which ‖c·x‖ ≤ 1, then 10·c where ‖c·x‖ < 0.8; ‖x‖² = Σ x² over the batch and all axes. ∂L/∂x = c · ∂L/∂y',
    zh: 'y = c · x，c = 2⁻ᵏ，k ≥ 0 取使 ‖c·x‖ ≤ 1 的最小值，若 ‖c·x‖ < 0.8 再取 10·c；‖x‖² = Σ x²，对小批量和所有轴求和。∂L/∂x = c · ∂L/∂y',
  },
  source: 'Zhang et al., Dive into Deep Learning, section 6.1.3 (4.1.3 in the first edition)',
  group: 'normalization',
  icon: 'gauge',
  inputs: 'one',
  hasOutput: true,
  parameters: {},
  shape: ([first]) => succeed(first),
  weights: () => [],
  flops: (_inputs, output) => 3 * sizeOf(output),
  headline: () => [],
});

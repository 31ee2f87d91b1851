import { defineLayer } from '../layer';
import {
  recurrenceFlops,
  recurrenceHeadline,
  recurrenceShape,
  recurrenceWeights,
  recurrenceWorkspace,
  sequenceParameters,
  stateParameters,
} from './recurrence';

export const simpleRnn = defineLayer({
  kind: 'simpleRnn',
  label: { en: 'Simple RNN', zh: '循环层（RNN）' },
  summary: {
    en: 'Reads a sequence step by step and hands a state along. Its gradient is multiplied by R at every step back, so it vanishes or explodes over many.',
    zh: '逐步读取序列并传递隐状态。梯度每回传一步都要乘以 R，因此经过许多步后会消失或爆炸。',
  },
  formula: 'hₜ = f(xₜ·W + hₜ₋₁·R + b), h₀ = 0',
  source:
    'Elman (1990), Finding Structure in Time; Goodfellow et al. (2016), equations 10.8 and 10.9',
  group: 'recurrent',
  icon: 'rotate-cw',
  inputs: 'one',
  hasOutput: true,
  parameters: { ...stateParameters, ...sequenceParameters },
  shape: recurrenceShape,
  weights: (inputs, values) => recurrenceWeights(inputs, values, { gates: 1 }),
  workspace: (inputs, _output, values) => recurrenceWorkspace(inputs, values, 1),
  flops: (inputs, _output, values) => recurrenceFlops(inputs, values, 1, values.useBias ? 3 : 2),
  headline: recurrenceHeadline,
});

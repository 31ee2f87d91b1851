import { defineLayer } from '../layer';
import {
  gateParameters,
  recurrenceFlops,
  recurrenceHeadline,
  recurrenceShape,
  recurrenceWeights,
  recurrenceWorkspace,
  sequenceParameters,
  stateParameters,
} from './recurrence';

const GATES = 3;
/** Three sums of two products; three activations; three products, a sum and 1 − z. */
const ELEMENTWISE = 11;

export const gru = defineLayer({
  kind: 'gru',
  label: { en: 'GRU', zh: '门控循环单元（GRU）' },
  summary: {
    en: 'A recurrence whose update gate mixes the old state with a new one: as good as an LSTM on many tasks with three quarters of its weights.',
    zh: '由更新门混合旧隐状态与候选隐状态的循环层：在许多任务上与 LSTM 相当，而权重只有其四分之三。',
  },
  formula:
    'z, r = σ(xₜ·W + b + hₜ₋₁·R + c), n = f(xₜ·W + b + r ⊙ (hₜ₋₁·R + c)), hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁; blocks of W: z, r, n',
  source:
    'Cho et al. (2014), Learning Phrase Representations; reset after the product as in cuDNN, PyTorch torch.nn.GRU and Keras 3 (reset_after=True)',
  group: 'recurrent',
  icon: 'git-fork',
  inputs: 'one',
  hasOutput: true,
  parameters: { ...stateParameters, ...gateParameters, ...sequenceParameters },
  shape: recurrenceShape,
  weights: (inputs, values) =>
    recurrenceWeights(inputs, values, { gates: GATES, recurrentBias: true }),
  workspace: (inputs, _output, values) => recurrenceWorkspace(inputs, values, GATES),
  flops: (inputs, _output, values) =>
    recurrenceFlops(inputs, values, GATES, ELEMENTWISE + (values.useBias ? 2 * GATES : 0)),
  headline: recurrenceHeadline,
});

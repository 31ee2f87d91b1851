import { defineLayer } from '../layer';
import { choice } from './common';
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

const GATES = 4;
/** Three products and a sum; four sums of two products; five activations. */
const ELEMENTWISE = 13;

export const lstm = defineLayer({
  kind: 'lstm',
  label: { en: 'LSTM', zh: '长短期记忆（LSTM）' },
  summary: {
    en: 'A recurrence with a memory that gates write, keep and read: while the forget gate is open, the gradient comes back along it undiminished.',
    zh: '带记忆元的循环层，由门控制写入、保留与读取：只要遗忘门打开，梯度就能沿记忆元无衰减地回传。',
  },
  formula:
    'i, f, o = σ(xₜ·W + hₜ₋₁·R + b), g = f(…), cₜ = f ⊙ cₜ₋₁ + i ⊙ g, hₜ = o ⊙ f(cₜ); blocks of W: i, f, g, o',
  source:
    'Hochreiter & Schmidhuber (1997), Long Short-Term Memory; forget gate: Gers, Schmidhuber, Cummins (2000)',
  group: 'recurrent',
  icon: 'repeat',
  inputs: 'one',
  hasOutput: true,
  parameters: {
    ...stateParameters,
    ...gateParameters,
    ...sequenceParameters,
    forgetBiasOne: {
      type: 'boolean',
      label: { en: 'Forget-gate bias 1', zh: '遗忘门偏置为 1' },
      help: {
        en: 'Starts the bias of the forget gate at 1, so that the memory is kept until training decides otherwise (Jozefowicz et al. 2015).',
        zh: '遗忘门的偏置从 1 开始，使记忆在训练改变它之前得以保留（Jozefowicz 等，2015）。',
      },
      default: true,
      visibleWhen: ({ useBias }) => useBias !== false,
    },
  },
  shape: (inputs, values) => recurrenceShape(inputs, values),
  weights(inputs, values) {
    const { biasInitializer, forgetBiasOne } = values;
    const forget = forgetBiasOne ? choice('ones') : biasInitializer;
    const biases = [biasInitializer, forget, biasInitializer, biasInitializer];
    return recurrenceWeights(inputs, values, { gates: GATES, biases });
  },
  workspace: (inputs, _output, values) => recurrenceWorkspace(inputs, values, GATES),
  flops: (inputs, _output, values) =>
    recurrenceFlops(inputs, values, GATES, ELEMENTWISE + (values.useBias ? GATES : 0)),
  headline: (values) => recurrenceHeadline(values),
});

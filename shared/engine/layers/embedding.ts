import { formatExactly } from '../../text/text';
import { InputFault } from '../input-fault';
import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';

/** Whole numbers of the vocabulary, or a reason in words: anything else would read beyond the table. */
function checkNumbers(numbers: Float32Array, vocabulary: number): void {
  const isWord = (value: number) => Number.isInteger(value) && value >= 0 && value < vocabulary;
  const wrong = numbers.find((value) => !isWord(value));
  if (wrong === undefined) return;
  throw new InputFault('embedding-number', { last: vocabulary - 1, value: formatExactly(wrong) });
}

/** yₜ = E[xₜ]; ∂L/∂E adds up over all places where a row was taken. Whole numbers have no gradient. */
export const embedding = defineEngineLayer<{ readonly words: Tensor }>({
  kind: 'embedding',
  forward([words], { ops, weights: { embeddings } }) {
    // Numbers that a layer has computed on a GPU are not fetched for this: one that names no row gives zeros there.
    if (ops.storage.isAtHand(words)) checkNumbers(ops.view(words), embeddings.shape[0]);
    return { output: ops.gatherRows(embeddings, words), saved: { words } };
  },
  backward(dy, { words }, { ops, weights }, needsInputs) {
    const rows = weights.embeddings.shape[0];
    const none = () => ops.fill(words.shape, (target) => target.fill(0));
    return {
      inputs: needsInputs ? [none()] : [],
      weights: { embeddings: ops.scatterAddRows(dy, words, rows) },
    };
  },
});

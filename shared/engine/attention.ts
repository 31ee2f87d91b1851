import { softmax } from '../catalogue/activations/softmax';
import type { AttentionRoles } from '../catalogue/layers/attention-inputs';
import type { EngineOps, Tensor } from './tensor-ops';

/** What an attention computed: [batch, queries, features of the value], and the weights of each query's values. */
export interface Attended {
  readonly output: Tensor;
  /** [batch, queries, keys]; each row sums to 1. */
  readonly shares: Tensor;
}

interface AttentionOptions {
  readonly scale: number;
  readonly causal: boolean;
}

/** Added to the scores: −∞ where a key is later than the query, whose share is then exactly 0. */
const futureMask = (ops: EngineOps, queries: number, keys: number): Tensor =>
  ops.fill([queries, keys], (target) => {
    for (let query = 0; query < queries; query += 1) {
      for (let key = 0; key < keys; key += 1) {
        target[query * keys + key] = key > query ? -Infinity : 0;
      }
    }
  });

/** softmax(scale · q·kᵀ)·v. Vaswani et al. (2017), equation 1. All tensors are [batch, steps, features]. */
export function attend(
  ops: EngineOps,
  { query, value, key }: AttentionRoles<Tensor>,
  { scale, causal }: AttentionOptions,
): Attended {
  const scores = ops.multiply(ops.matMulPairs(query, key, false, true), scale);
  const [, queries, keys] = scores.shape;
  const seen = causal ? ops.add(scores, futureMask(ops, queries, keys)) : scores;
  const shares = softmax.forward(ops, seen, {});
  return { output: ops.matMulPairs(shares, value), shares };
}

/** ∂L/∂ of query, value and key. A masked score has the share 0 and so no gradient. */
export function attendBackward(
  ops: EngineOps,
  dy: Tensor,
  { query, value, key }: AttentionRoles<Tensor>,
  shares: Tensor,
  scale: number,
): AttentionRoles<Tensor> {
  const dShares = ops.matMulPairs(dy, value, false, true);
  const known = { x: shares, y: shares, dy: dShares };
  const dScores = ops.multiply(softmax.backward(ops, known, {}), scale);
  return {
    query: ops.matMulPairs(dScores, key),
    value: ops.matMulPairs(shares, dy, true, false),
    key: ops.matMulPairs(dScores, query, true, false),
  };
}

/** Gradients by input: one that plays several roles gets the sum of theirs. */
export function gradientsByInput(
  ops: EngineOps,
  count: number,
  { query, value, key }: AttentionRoles<Tensor>,
): readonly Tensor[] {
  if (count === 3) return [query, value, key];
  const both = ops.add(value, key);
  return count === 2 ? [query, both] : [ops.add(query, both)];
}

import { defineEngineLayer } from '../layer';

/** [batch, features] → [batch, n, features]; the gradient is the sum over the n places. */
export const repeatVector = defineEngineLayer<null>({
  kind: 'repeatVector',
  forward([x], { ops, batch, outputShape: [count, features] }) {
    const row = ops.reshape(x, [batch, 1, features]);
    const ones = ops.fill([count, 1], (target) => target.fill(1));
    return { output: ops.multiply(row, ones), saved: null };
  },
  backward(dy, _saved, { ops, batch, outputShape: [, features] }) {
    const sums = ops.sumLast(ops.transpose(dy, [0, 2, 1]));
    return { inputs: [ops.reshape(sums, [batch, features])], weights: {} };
  },
});

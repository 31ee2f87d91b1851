import { defineEngineLayer, type NamedTensors } from '../layer';
import type { Tensor } from '../tensor-ops';

/** Times a number of the node, or times the one weight that it learns. */
export const scale = defineEngineLayer<{ readonly x: Tensor }>({
  kind: 'scale',
  forward: ([x], { ops, values, weights }) => ({
    output: ops.multiply(x, weights.factor ?? (values.factor as number)),
    saved: { x },
  }),
  backward(dy, { x }, { ops, values, weights }) {
    const { factor } = weights;
    const gradients: NamedTensors = factor
      ? { factor: ops.sumLast(ops.sumRows(ops.multiply(dy, x))) }
      : {};
    return {
      inputs: [ops.multiply(dy, factor ?? (values.factor as number))],
      weights: gradients,
    };
  },
});

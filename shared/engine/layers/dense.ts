import { defineEngineLayer, type NamedTensors } from '../layer';
import type { Tensor } from '../tensor-ops';

/** y = x·W + b; ∂L/∂x = dy·Wᵀ, ∂L/∂W = xᵀ·dy, ∂L/∂b = Σ dy over the batch. */
export const dense = defineEngineLayer<{ readonly x: Tensor }>({
  kind: 'dense',
  forward: ([x], { ops, weights }) => ({
    output: ops.affine(x, weights.kernel, weights.bias),
    saved: { x },
  }),
  backward(dy, { x }, { ops, weights }, needsInputs) {
    const kernel = ops.matMul(x, dy, true, false);
    const bias: NamedTensors = weights.bias ? { bias: ops.columnSums(dy, dy.shape[1]) } : {};
    return {
      inputs: needsInputs ? [ops.matMul(dy, weights.kernel, false, true)] : [],
      weights: { kernel, ...bias },
    };
  },
});

import { sizeOf } from '../../catalogue/layer';
import { defineEngineLayer, type EngineLayer, type NamedTensors } from '../layer';
import type { EngineOps, Tensor } from '../tensor-ops';

/** Every axis but the last is a row of its own. */
const asRows = (ops: EngineOps, x: Tensor): Tensor => {
  const columns = x.shape[x.shape.length - 1];
  return ops.reshape(x, [sizeOf(x.shape) / columns, columns]);
};

/** y = x·W + b over the last axis; ∂L/∂x = dy·Wᵀ, ∂L/∂W = xᵀ·dy, ∂L/∂b = Σ dy over all rows. */
export const defineAffine = (kind: string): EngineLayer =>
  defineEngineLayer<{ readonly x: Tensor }>({
    kind,
    forward([input], { ops, weights }) {
      const x = asRows(ops, input);
      const y = ops.affine(x, weights.kernel, weights.bias);
      return { output: ops.reshape(y, [...input.shape.slice(0, -1), y.shape[1]]), saved: { x } };
    },
    backward(gradient, { x }, { ops, weights }, needsInputs) {
      const dy = asRows(ops, gradient);
      const kernel = ops.matMul(x, dy, true, false);
      const bias: NamedTensors = weights.bias ? { bias: ops.columnSums(dy, dy.shape[1]) } : {};
      const inputs = () => {
        const dx = ops.matMul(dy, weights.kernel, false, true);
        return [ops.reshape(dx, [...gradient.shape.slice(0, -1), dx.shape[1]])];
      };
      return { inputs: needsInputs ? inputs() : [], weights: { kernel, ...bias } };
    },
  });

export const dense = defineAffine('dense');

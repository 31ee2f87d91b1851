import { type Shape, sizeOf } from '../../catalogue/layer';
import { windowValues } from '../../catalogue/layers/windowed';
import { type Windows, type WindowValues, windowsOf } from '../../catalogue/windows';
import type { EngineLayer, LayerContext, NamedTensors } from '../layer';
import type { EngineOps, Tensor } from '../tensor-ops';

/** Windows over one sample, from a node's checked values. */
export const windowsOver = (sample: Shape, { values }: LayerContext): Windows =>
  windowsOf(sample, windowValues(values as unknown as WindowValues));

/** All axes but the last as one: places of all samples × channels. */
export function asRows(ops: EngineOps, x: Tensor): Tensor {
  const channels = x.shape[x.shape.length - 1];
  return ops.reshape(x, [sizeOf(x.shape) / channels, channels]);
}

/** ∂L/∂b = Σ dy over places and samples, where there is a bias. */
export const biasGradient = (dy: Tensor, { ops, weights }: LayerContext): NamedTensors =>
  weights.bias ? { bias: ops.columnSums(dy, weights.bias.shape[0]) } : {};

interface Saved {
  readonly x: Tensor;
  readonly windows: Windows;
  /** Every window as a row; not kept outside of training. */
  readonly rows: Tensor | null;
}

/**
 * With every window as a row of X: y = X·W + b, ∂L/∂W = Xᵀ·dy, and ∂L/∂x adds the rows of dy·Wᵀ up where their windows
 * stand.
 */
export const convolution: Omit<EngineLayer<Saved>, 'kind'> = {
  forward([x], context) {
    const { ops, weights, batch, outputShape, training } = context;
    const windows = windowsOver(x.shape.slice(1), context);
    const kernel = asRows(ops, weights.kernel);
    const multiply = (rows: Tensor): Tensor =>
      ops.reshape(ops.affine(rows, kernel, weights.bias), [batch, ...outputShape]);
    if (training) {
      const rows = ops.windowRows(x, windows);
      return { output: multiply(rows), saved: { x, windows, rows } };
    }
    const output = ops.arena.scope(
      () => multiply(ops.windowRows(x, windows)),
      (made) => [made],
    );
    return { output, saved: { x, windows, rows: null } };
  },
  backward(gradient, { x, windows, rows }, context, needsInputs) {
    const { ops, weights } = context;
    const dy = asRows(ops, gradient);
    const product = ops.matMul(rows ?? ops.windowRows(x, windows), dy, true, false);
    const kernel = ops.reshape(product, weights.kernel.shape);
    const inputs = () => {
      const back = ops.matMul(dy, asRows(ops, weights.kernel), false, true);
      return [ops.reshape(ops.sumWindowRows(back, windows), x.shape)];
    };
    return {
      inputs: needsInputs ? inputs() : [],
      weights: { kernel, ...biasGradient(dy, context) },
    };
  },
};

import type { Windows } from '../../catalogue/windows';
import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';
import { asRows, biasGradient, windowsOver } from './convolution';

interface Saved {
  readonly x: Tensor;
  /** Over the output: there are as many as places in the input. */
  readonly windows: Windows;
}

/** A convolution's backward pass as the forward pass: the rows of x·Wᵀ are added up where the windows stand. */
export const conv2dTranspose = defineEngineLayer<Saved>({
  kind: 'conv2dTranspose',
  forward([x], context) {
    const { ops, weights, batch, outputShape } = context;
    const windows = windowsOver(outputShape, context);
    const output = ops.arena.scope(
      () => {
        const kernel = ops.reshape(weights.kernel, kernelMatrix(weights.kernel));
        const rows = ops.matMul(asRows(ops, x), kernel, false, true);
        const sums = ops.reshape(ops.sumWindowRows(rows, windows), [batch, ...outputShape]);
        return weights.bias ? ops.add(sums, weights.bias) : sums;
      },
      (made) => [made],
    );
    return { output, saved: { x, windows } };
  },
  backward(dy, { x, windows }, context, needsInputs) {
    const { ops, weights } = context;
    const rows = ops.windowRows(dy, windows);
    const product = ops.matMul(asRows(ops, x), rows, true, false);
    const kernel = ops.reshape(ops.transpose(product, [1, 0]), weights.kernel.shape);
    const inputs = () => {
      const matrix = ops.reshape(weights.kernel, kernelMatrix(weights.kernel));
      return [ops.reshape(ops.matMul(rows, matrix), x.shape)];
    };
    return {
      inputs: needsInputs ? inputs() : [],
      weights: { kernel, ...biasGradient(dy, context) },
    };
  },
});

/** [kernel height · kernel width · filters, channels in]. */
function kernelMatrix({ shape }: Tensor) {
  const [height, width, filters, channels] = shape;
  return [height * width * filters, channels];
}

import type { Windows } from '../../catalogue/windows';
import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';
import { asRows, biasGradient, windowsOver } from './convolution';

interface Saved {
  readonly x: Tensor;
  readonly windows: Windows;
  /** Between the two convolutions. */
  readonly middle: Tensor;
}

/** A depthwise convolution, then the same product with P at every place. */
export const separableConv2d = defineEngineLayer<Saved>({
  kind: 'separableConv2d',
  forward([x], context) {
    const { ops, weights, batch, outputShape } = context;
    const windows = windowsOver(x.shape.slice(1), context);
    const middle = ops.depthwise(x, weights.depthwiseKernel, windows);
    const mixed = ops.affine(
      asRows(ops, middle),
      asRows(ops, weights.pointwiseKernel),
      weights.bias,
    );
    return {
      output: ops.reshape(mixed, [batch, ...outputShape]),
      saved: { x, windows, middle },
    };
  },
  backward(gradient, { x, windows, middle }, context, needsInputs) {
    const { ops, weights } = context;
    const { depthwiseKernel, pointwiseKernel } = weights;
    const dy = asRows(ops, gradient);
    const pointwise = ops.matMul(asRows(ops, middle), dy, true, false);
    const back = ops.matMul(dy, asRows(ops, pointwiseKernel), false, true);
    const inner = ops.reshape(back, middle.shape);
    const multiplier = depthwiseKernel.shape[3];
    return {
      inputs: needsInputs ? [ops.depthwiseInput(inner, depthwiseKernel, windows)] : [],
      weights: {
        depthwiseKernel: ops.depthwiseKernel(x, inner, multiplier, windows),
        pointwiseKernel: ops.reshape(pointwise, pointwiseKernel.shape),
        ...biasGradient(dy, context),
      },
    };
  },
});

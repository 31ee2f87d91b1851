import type { Windows } from '../../catalogue/windows';
import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';
import { biasGradient, windowsOver } from './convolution';

interface Saved {
  readonly x: Tensor;
  readonly windows: Windows;
}

/** Every channel is convolved by itself; ∂L/∂W sums x · dy over the places that each weight saw. */
export const depthwiseConv2d = defineEngineLayer<Saved>({
  kind: 'depthwiseConv2d',
  forward([x], context) {
    const { ops, weights } = context;
    const windows = windowsOver(x.shape.slice(1), context);
    const sums = ops.depthwise(x, weights.kernel, windows);
    return {
      output: weights.bias ? ops.add(sums, weights.bias) : sums,
      saved: { x, windows },
    };
  },
  backward(dy, { x, windows }, context, needsInputs) {
    const { ops, weights } = context;
    const multiplier = weights.kernel.shape[3];
    const kernel = ops.depthwiseKernel(x, dy, multiplier, windows);
    return {
      inputs: needsInputs ? [ops.depthwiseInput(dy, weights.kernel, windows)] : [],
      weights: { kernel, ...biasGradient(dy, context) },
    };
  },
});

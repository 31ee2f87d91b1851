import { defineEngineLayer } from '../layer';
import type { Tensor } from '../tensor-ops';

/** The gradient goes to the inputs that reach the maximum; equal ones share it. */
export const maximum = defineEngineLayer<{
  readonly inputs: readonly Tensor[];
  readonly largest: Tensor;
}>({
  kind: 'maximum',
  forward(inputs, { ops }) {
    const largest = inputs.reduce((most, x) => ops.maximum(most, x));
    return { output: largest, saved: { inputs, largest } };
  },
  backward(dy, { inputs, largest }, { ops }) {
    const ones = ops.tensor([1], [1]);
    const reaches = inputs.map((x) => ops.subtract(ones, ops.greater(ops.subtract(largest, x), 0)));
    const share = ops.divide(
      dy,
      reaches.reduce((count, reach) => ops.add(count, reach)),
    );
    return { inputs: reaches.map((reach) => ops.multiply(reach, share)), weights: {} };
  },
});

import type { Shape } from '../../catalogue/layer';
import { marginsOf } from '../../catalogue/layers/margins';
import type { Extent } from '../kernels/move-picture';
import type { EngineLayer } from '../layer';

const extentOf = (sample: Shape): Extent =>
  sample.length === 2 ? { height: 1, width: sample[0] } : { height: sample[0], width: sample[1] };

interface Saved {
  readonly inputShape: Shape;
}

/** Zeros put around (`sign` 1) or places cut off (−1): the same numbers in a frame of another size, and back. */
export const margins = (sign: 1 | -1): Omit<EngineLayer<Saved>, 'kind'> => {
  const offsets = (values: Readonly<Record<string, unknown>>) => {
    const sides = marginsOf(values);
    const down = sides.length > 1 ? sides[0].before : 0;
    return { down: sign * down, right: sign * sides[sides.length - 1].before };
  };
  return {
    forward([x], { ops, values, batch, outputShape }) {
      const { down, right } = offsets(values);
      const before = extentOf(x.shape.slice(1));
      const moved = ops.movePicture(x, before, extentOf(outputShape), down, right);
      return {
        output: ops.reshape(moved, [batch, ...outputShape]),
        saved: { inputShape: x.shape },
      };
    },
    backward(dy, { inputShape }, { ops, values, outputShape }) {
      const { down, right } = offsets(values);
      const before = extentOf(inputShape.slice(1));
      const moved = ops.movePicture(dy, extentOf(outputShape), before, -down, -right);
      return { inputs: [ops.reshape(moved, inputShape)], weights: {} };
    },
  };
};

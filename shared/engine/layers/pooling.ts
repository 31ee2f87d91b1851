import { sizeOf } from '../../catalogue/layer';
import { placesUnder, type Windows, windowAxis } from '../../catalogue/windows';
import type { EngineLayer, LayerContext } from '../layer';
import type { EngineOps, Tensor } from '../tensor-ops';
import { windowsOver } from './convolution';

/** Where a pooling's windows stand over its input. */
type WindowsOf = (x: Tensor, context: LayerContext) => Windows;

export const slidingWindows: WindowsOf = (x, context) => windowsOver(x.shape.slice(1), context);

/** One window over all places: they stand in one row, whatever axes they have. */
export const wholeSample: WindowsOf = ({ shape }) => {
  const places = sizeOf(shape.slice(1, -1));
  return {
    rows: windowAxis(1, 1, 1, 1, 'valid'),
    columns: windowAxis(places, places, 1, 1, 'valid'),
    channels: shape[shape.length - 1],
  };
};

interface Pooled {
  readonly windows: Windows;
  readonly inputShape: readonly number[];
}

/** The largest number of each window; its gradient goes to the place that it came from. */
export const maxPooling = (
  windowsFor: WindowsOf,
): Omit<EngineLayer<Pooled & { readonly taps: Tensor }>, 'kind'> => ({
  forward([x], context) {
    const { ops, batch, outputShape } = context;
    const windows = windowsFor(x, context);
    const { output, taps } = ops.maximaOfWindows(x, windows);
    return {
      output: ops.reshape(output, [batch, ...outputShape]),
      saved: { windows, inputShape: x.shape, taps },
    };
  },
  backward(dy, { windows, inputShape, taps }, { ops }) {
    const dx = ops.spreadToMaxima(dy, taps, windows);
    return { inputs: [ops.reshape(dx, inputShape)], weights: {} };
  },
});

/** 1 ÷ the number of places under each window: zeros put around do not count (TensorFlow, AvgPool). */
const shares = (windows: Windows): Float64Array => placesUnder(windows).map((count) => 1 / count);

/** The mean of each window; its gradient is shared out equally. */
export const averagePooling = (windowsFor: WindowsOf): Omit<EngineLayer<Pooled>, 'kind'> => ({
  forward([x], context) {
    const { ops, batch, outputShape } = context;
    const windows = windowsFor(x, context);
    const means = ops.sumsOfWindows(x, windows, shares(windows));
    return {
      output: ops.reshape(means, [batch, ...outputShape]),
      saved: { windows, inputShape: x.shape },
    };
  },
  backward: (dy, { windows, inputShape }, { ops }) => ({
    inputs: [back(ops, dy, windows, inputShape)],
    weights: {},
  }),
});

const back = (
  ops: EngineOps,
  dy: Tensor,
  windows: Windows,
  inputShape: readonly number[],
): Tensor => ops.reshape(ops.spreadOverWindows(dy, windows, shares(windows)), inputShape);

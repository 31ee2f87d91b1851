import { type Windows, windowsOf } from '../../catalogue/windows';
import type { EngineLayer } from '../layer';

interface Saved {
  /** Over the output: one, as large as the factor, for each place of the input. */
  readonly windows: Windows;
  readonly inputShape: readonly number[];
}

const unscaled = ({ rows, columns }: Windows): Float64Array =>
  new Float64Array(rows.count * columns.count).fill(1);

/** Every number fills its window; its gradient is the sum over it. */
export const upSampling: Omit<EngineLayer<Saved>, 'kind'> = {
  forward([x], { ops, values, batch, outputShape }) {
    const size = values.size as readonly number[];
    const windows = windowsOf(outputShape, { kernelSize: size, strides: size, padding: 'valid' });
    const filled = ops.spreadOverWindows(x, windows, unscaled(windows));
    return {
      output: ops.reshape(filled, [batch, ...outputShape]),
      saved: { windows, inputShape: x.shape },
    };
  },
  backward(dy, { windows, inputShape }, { ops }) {
    const sums = ops.sumsOfWindows(dy, windows, unscaled(windows));
    return { inputs: [ops.reshape(sums, inputShape)], weights: {} };
  },
};

import { type WindowValues, windowAxes } from '../../../catalogue/windows';
import { applied, type LayerWriter, writerOf } from '../layer';
import { sizeLiteral } from '../text';
import { around, setting } from './windows';

/** PyTorch steps by the kernel's size where no stride is given. */
const windowSetting = ({ kernelSize, strides }: WindowValues): string => {
  const isUsual = kernelSize.every((kernel, axis) => kernel === strides[axis]);
  return `${sizeLiteral(kernelSize)}${isUsual ? '' : setting('stride', strides, Number.NaN)}`;
};

const maxPooling = (kind: string, rank: 1 | 2) =>
  writerOf<WindowValues>(kind, 'first', ({ values, inputShapes: [sample] }) => {
    const { setting: padding, padded } = around(windowAxes(sample, values), -Infinity);
    return {
      module: {
        made: `nn.MaxPool${rank}d(${windowSetting(values)}${padding})`,
        routes: {},
      },
      call: ([x], self) => `${self}(${padded(x)})`,
    };
  });

/** Places put around do not count; where there is one more behind than before, PyTorch has no setting for it. */
const averagePooling = (kind: string, rank: 1 | 2) =>
  writerOf<WindowValues>(kind, 'first', ({ values, inputShapes: [sample] }) => {
    const { setting: padding, isEven, padded } = around(windowAxes(sample, values));
    const plain = `nn.AvgPool${rank}d(${windowSetting(values)}${padding}`;
    if (isEven) {
      const made = `${plain}${padding ? ', count_include_pad=False' : ''})`;
      return { module: { made, routes: {} }, call: applied };
    }
    return {
      module: { made: `${plain})`, routes: {} },
      call: ([x], self) => `${self}(${padded(x)}) / ${self}(${padded(`torch.ones_like(${x})`)})`,
    };
  });

const globalAverage = writerOf('globalAveragePooling', 'first', () => ({
  module: null,
  call: ([x]) => `${x}.flatten(2).mean(dim=2)`,
}));

const globalMax = writerOf('globalMaxPooling', 'first', () => ({
  module: null,
  call: ([x]) => `${x}.flatten(2).max(dim=2).values`,
}));

export const poolingWriters: readonly LayerWriter[] = [
  maxPooling('maxPooling1d', 1),
  maxPooling('maxPooling2d', 2),
  averagePooling('averagePooling1d', 1),
  averagePooling('averagePooling2d', 2),
  globalAverage,
  globalMax,
];

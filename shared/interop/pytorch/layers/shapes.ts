import type { Shape } from '../../../catalogue/layer';
import { type Margin, marginsOf } from '../../../catalogue/layers/margins';
import { applied, type LayerWriter, writerOf } from '../layer';
import { sizeLiteral } from '../text';
import { padLiteral } from './windows';

const flatten = writerOf('flatten', 'last', () => ({
  module: null,
  call: ([x]) => `${x}.flatten(1)`,
}));

const reshape = writerOf('reshape', 'last', ({ outputShape }) => ({
  module: null,
  call: ([x]) => `${x}.reshape(-1, ${outputShape.join(', ')})`,
}));

const permute = writerOf<{ readonly axes: readonly number[] }>('permute', 'last', ({ values }) => ({
  module: null,
  call: ([x]) => `${x}.permute(0, ${values.axes.join(', ')})`,
}));

const repeatVector = writerOf<{ readonly count: number }>('repeatVector', 'last', ({ values }) => ({
  module: null,
  call: ([x]) => `${x}.unsqueeze(1).repeat(1, ${values.count}, 1)`,
}));

const upSampling = (kind: string) =>
  writerOf<{ readonly size: Shape }>(kind, 'first', ({ values }) => ({
    module: { made: `nn.Upsample(scale_factor=${sizeLiteral(values.size)})`, routes: {} },
    call: applied,
  }));

const zeroPadding = (kind: string) =>
  writerOf<Readonly<Record<string, unknown>>>(kind, 'first', ({ values }) => ({
    module: null,
    call: ([x]) => `nn.functional.pad(${x}, ${padLiteral(marginsOf(values))})`,
  }));

const kept = ({ before, after }: Margin, length: number): string =>
  before + after === 0 ? ':' : `${before}:${length - after}`;

const cropping = (kind: string): LayerWriter =>
  writerOf<Readonly<Record<string, unknown>>>(
    kind,
    'first',
    ({ values, inputShapes: [sample] }) => ({
      module: null,
      call: ([x]) =>
        `${x}[:, :, ${marginsOf(values)
          .map((margin, axis) => kept(margin, sample[axis]))
          .join(', ')}]`,
    }),
  );

export const shapeWriters: readonly LayerWriter[] = [
  flatten,
  reshape,
  permute,
  repeatVector,
  upSampling('upSampling1d'),
  upSampling('upSampling2d'),
  zeroPadding('zeroPadding1d'),
  zeroPadding('zeroPadding2d'),
  cropping('cropping1d'),
  cropping('cropping2d'),
];

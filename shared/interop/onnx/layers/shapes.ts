import type { Shape } from '../../../catalogue/layer';
import { marginsOf } from '../../../catalogue/layers/margins';
import { integer, integers, type LayerWriter, reshaped, word, writerOf } from '../operations';

const flatten = writerOf('flatten', 'last', (ops) =>
  ops.op('Flatten', [ops.input(0, 'last')], { axis: integer(1) }),
);

const reshape = writerOf('reshape', 'last', (ops, { outputShape }) =>
  reshaped(ops, ops.input(0, 'last'), outputShape),
);

const permute = writerOf<{ readonly axes: readonly number[] }>('permute', 'last', (ops, site) =>
  ops.op('Transpose', [ops.input(0, 'last')], { perm: integers([0, ...site.values.axes]) }),
);

const repeatVector = writerOf<{ readonly count: number }>('repeatVector', 'last', (ops, site) => {
  const row = ops.op('Unsqueeze', [ops.input(0, 'last'), ops.integers([1])]);
  return ops.op('Tile', [row, ops.integers([1, site.values.count, 1])]);
});

/** Every place several times in a row. */
const upSampling = (kind: string): LayerWriter =>
  writerOf<{ readonly size: Shape }>(kind, 'first', (ops, { values: { size } }) =>
    ops.op('Resize', [ops.input(0, 'first'), '', ops.floats([1, 1, ...size])], {
      mode: word('nearest'),
      coordinate_transformation_mode: word('asymmetric'),
      nearest_mode: word('floor'),
    }),
  );

const zeroPadding = (kind: string): LayerWriter =>
  writerOf<Readonly<Record<string, unknown>>>(kind, 'last', (ops, { values }) => {
    const margins = marginsOf(values);
    const before = margins.map((margin) => margin.before);
    const after = margins.map((margin) => margin.after);
    return ops.op('Pad', [ops.input(0, 'last'), ops.integers([0, ...before, 0, 0, ...after, 0])], {
      mode: word('constant'),
    });
  });

const cropping = (kind: string): LayerWriter =>
  writerOf<Readonly<Record<string, unknown>>>(
    kind,
    'last',
    (ops, { values, inputShapes: [sample] }) => {
      const margins = marginsOf(values);
      const starts = ops.integers(margins.map(({ before }) => before));
      const ends = ops.integers(margins.map(({ after }, axis) => sample[axis] - after));
      const axes = ops.integers(margins.map((_, axis) => axis + 1));
      return ops.op('Slice', [ops.input(0, 'last'), starts, ends, axes]);
    },
  );

export const shapeWriters = [
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

import {
  channelShape,
  float,
  integer,
  integers,
  placed,
  reshaped,
  weightOf,
  writerOf,
} from '../operations';

interface Epsilon {
  readonly epsilon: number;
}

const last = (shape: readonly number[]): number => shape[shape.length - 1];

/** By its moving averages, as outside of training. */
const batchNormalization = writerOf<Epsilon>(
  'batchNormalization',
  'first',
  (ops, { values: { epsilon }, inputShapes: [shape], layout }) => {
    const channel = (name: string) => weightOf(ops, name, [last(shape)]);
    const statistics = ['gamma', 'beta', 'movingMean', 'movingVariance'].map(channel);
    return ops.op('BatchNormalization', [ops.input(0, layout), ...statistics], {
      epsilon: float(epsilon),
    });
  },
);

const layerNormalization = writerOf<Epsilon>(
  'layerNormalization',
  'last',
  (ops, { values: { epsilon }, inputShapes: [shape] }) => {
    const inputs = ['gamma', 'beta'].map((name) => weightOf(ops, name, [last(shape)]));
    return ops.op('LayerNormalization', [ops.input(0, 'last'), ...inputs], {
      axis: integer(-1),
      epsilon: float(epsilon),
    });
  },
);

/** An operator of its own comes with version 18 only: instance normalization, with groups for its channels. */
const groupNormalization = writerOf<Epsilon & { readonly groups: number }>(
  'groupNormalization',
  'first',
  (ops, { values: { groups, epsilon }, inputShapes: [shape], layout }) => {
    const size = shape.reduce((product, axis) => product * axis, 1);
    const rows = reshaped(ops, ops.input(0, layout), [groups, size / groups]);
    const each = (value: number) => ops.floats(new Array<number>(groups).fill(value), [groups]);
    const normalized = ops.op('InstanceNormalization', [rows, each(1), each(0)], {
      epsilon: float(epsilon),
    });
    const back = reshaped(ops, normalized, placed(layout, shape));
    const channel = (name: string) => weightOf(ops, name, channelShape(layout, shape));
    return ops.op('Add', [ops.op('Mul', [back, channel('gamma')]), channel('beta')]);
  },
);

const LARGEST_EXPONENT = 127;

/**
 * Halvings until the norm of the whole batch is at most 1 are as many as there are powers of two below it; ten times
 * that where it is then under 0.8. A sample's output depends on its batch, as in the app.
 */
const normClamp = writerOf('normClamp', 'any', (ops, { layout }) => {
  const x = ops.input(0, layout);
  const norm = ops.op('ReduceL2', [reshaped(ops, x, [])], {
    axes: integers([0]),
    keepdims: integer(1),
  });
  const powers = Array.from({ length: LARGEST_EXPONENT + 1 }, (_, power) => 2 ** power);
  const above = ops.op('Greater', [norm, ops.floats(powers, [powers.length])]);
  const counted = ops.op('Cast', [above], { to: integer(1) });
  const count = ops.op('ReduceSum', [counted, ops.integers([0])], { keepdims: integer(1) });
  const factor = ops.op('Pow', [ops.floats([0.5], []), count]);
  const isSmall = ops.op('Less', [ops.op('Mul', [norm, factor]), ops.floats([0.8], [])]);
  const grown = ops.op('Mul', [factor, ops.floats([10], [])]);
  return ops.op('Mul', [x, ops.op('Where', [isSmall, grown, factor])]);
});

export const normalizationWriters = [
  batchNormalization,
  layerNormalization,
  groupNormalization,
  normClamp,
];

import { sizeOf } from '../../../catalogue/layer';
import { marginsOf } from '../../../catalogue/layers/margins';
import type { JsonValue } from '../../../document/schema';
import { fail, succeed } from '../../../result';
import { type Field, field, fixed, perAxis } from '../field';
import { type LayerMapping, layer } from '../mapping';

const channelsLast = fixed('data_format', 'channels_last');

const reshapeFields = [field('shape', { key: 'target_shape' })];
const plainReshape = layer('reshape', 'Reshape', reshapeFields);

/** One axis of the new shape may be left open. */
const reshape: LayerMapping = {
  ...plainReshape,
  read(described, site) {
    const target = described.config.target_shape;
    if (!Array.isArray(target)) return fail('target_shape');
    const known = target.filter((axis) => axis !== -1) as number[];
    const rest = sizeOf(site.inputShapes[0]) / sizeOf(known);
    const shape = target.map((axis) => (axis === -1 ? rest : axis));
    return plainReshape.read({ ...described, config: { target_shape: shape } }, site);
  },
};

const onePerAxis = (kind: string, className: string, rank: 1 | 2, absentInTfjs = false) =>
  layer(
    kind,
    className,
    [
      rank === 1
        ? field('size', {
            usual: 2,
            write: ([size]: readonly number[]) => size,
            read: (value) => (Array.isArray(value) ? value : [value]),
          })
        : perAxis('size', 'size', rank, 2),
      channelsLast,
      fixed('interpolation', 'nearest'),
    ],
    { absentIn: absentInTfjs ? ['tfjs'] : [] },
  );

const isCount = (value: JsonValue | undefined): value is number => typeof value === 'number';

/** `3`, `[1, 2]` or, for pictures, `[[1, 2], [3, 4]]`: before and after on each axis. */
function readMargins(value: JsonValue, rank: number): readonly (readonly number[])[] | null {
  if (isCount(value)) return new Array(rank).fill([value, value]);
  if (!Array.isArray(value)) return null;
  if (rank === 1) return value.length === 2 && value.every(isCount) ? [value as number[]] : null;
  const pairs = value.map((each) => (isCount(each) ? [each, each] : each));
  const isPairs = pairs.every(
    (pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isCount),
  );
  return pairs.length === rank && isPairs ? (pairs as number[][]) : null;
}

const SIDES: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  1: [['before', 'after']],
  2: [
    ['top', 'bottom'],
    ['left', 'right'],
  ],
};

const marginField = (key: string, rank: 1 | 2): Field => ({
  write(values) {
    const pairs = marginsOf(values).map(({ before, after }) => [before, after]);
    return succeed({ [key]: rank === 1 ? pairs[0] : pairs });
  },
  read(config) {
    const pairs = readMargins(config[key] ?? 1, rank);
    if (!pairs) return fail(key);
    const parameters = Object.fromEntries(
      SIDES[rank].flatMap(([before, after], axis) => [
        [before, pairs[axis][0]],
        [after, pairs[axis][1]],
      ]),
    );
    return succeed({ parameters, leftOut: [] });
  },
});

const margins = (kind: string, className: string, key: string, rank: 1 | 2) =>
  layer(kind, className, [marginField(key, rank), channelsLast], {
    absentIn: rank === 1 ? ['tfjs'] : [],
  });

const plainFlatten = layer('flatten', 'Flatten', [channelsLast]);

/** TensorFlow.js does not flatten what is one row already; giving it the shape that it has is the same. */
const flatten: LayerMapping = {
  ...plainFlatten,
  write(site) {
    const [shape] = site.inputShapes;
    if (site.dialect !== 'tfjs' || shape.length > 1) return plainFlatten.write(site);
    return succeed({ className: 'Reshape', config: { target_shape: shape } });
  },
};

export const shapeMappings: readonly LayerMapping[] = [
  flatten,
  reshape,
  layer('permute', 'Permute', [field('axes', { key: 'dims' })]),
  layer('repeatVector', 'RepeatVector', [field('count', { key: 'n' })]),
  onePerAxis('upSampling1d', 'UpSampling1D', 1, true),
  onePerAxis('upSampling2d', 'UpSampling2D', 2),
  margins('zeroPadding1d', 'ZeroPadding1D', 'padding', 1),
  margins('zeroPadding2d', 'ZeroPadding2D', 'padding', 2),
  margins('cropping1d', 'Cropping1D', 'cropping', 1),
  margins('cropping2d', 'Cropping2D', 'cropping', 2),
];

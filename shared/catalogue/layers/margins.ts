import type { Text } from '../../text/text';
import type { Shape } from '../layer';
import type { IntegerParameter } from '../parameter';
import type { Rank } from './windowed';

/** Places at both ends of an axis that a layer adds or takes away. */
export interface Margin {
  readonly before: number;
  readonly after: number;
}

const MAX_MARGIN = 1_024;

const side = (label: Text, help: Text): IntegerParameter => ({
  type: 'integer',
  label,
  help,
  default: 1,
  minimum: 0,
  maximum: MAX_MARGIN,
});

/** Labels of the sides of a sequence. */
export const stepMargins = (help: Text) => ({
  before: side({ en: 'Before', zh: '起始端' }, help),
  after: side({ en: 'After', zh: '末端' }, help),
});

/** Labels of the sides of a picture. */
export const pixelMargins = (help: Text) => ({
  top: side({ en: 'Top', zh: '上' }, help),
  bottom: side({ en: 'Bottom', zh: '下' }, help),
  left: side({ en: 'Left', zh: '左' }, help),
  right: side({ en: 'Right', zh: '右' }, help),
});

/** The margins of each axis but the channels, from the values of either rank. */
export const marginsOf = (values: Readonly<Record<string, unknown>>): readonly Margin[] => {
  const { before, after, top, bottom, left, right } = values as Readonly<Record<string, number>>;
  return top === undefined
    ? [{ before, after }]
    : [
        { before: top, after: bottom },
        { before: left, after: right },
      ];
};

/** A shape whose axes are longer by `sign` times their margins. */
export const withMargins = (
  shape: Shape,
  rank: Rank,
  margins: readonly Margin[],
  sign: 1 | -1,
): Shape =>
  shape.map((length, axis) =>
    axis < rank ? length + sign * (margins[axis].before + margins[axis].after) : length,
  );

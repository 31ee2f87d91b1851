import { MAX_AXIS } from '../../document/limits';
import { fail, type Result, succeed } from '../../result';
import type { ProblemSeed } from '../../text/problems';
import { formatShape, type Text } from '../../text/text';
import { type Shape, sizeOf } from '../layer';
import type { OptionParameter, ShapeParameter } from '../parameter';
import { extentOf, type Padding, type WindowValues } from '../windows';

/** Axes that a window slides along: 1 over sequences [steps, channels], 2 over pictures [height, width, channels]. */
export type Rank = 1 | 2;

const MAX_WINDOW = 1_024;

const everyAxis = (rank: Rank, value: number): readonly number[] =>
  new Array<number>(rank).fill(value);

/** A parameter that is one whole number an axis. */
export const perAxis = (
  rank: Rank,
  value: number,
  label: Text,
  help: Text,
  maximum = MAX_WINDOW,
): ShapeParameter => ({
  type: 'shape',
  label,
  help,
  default: everyAxis(rank, value),
  axes: rank,
  maximum,
});

export const stridesParameter = (rank: Rank, value: number): ShapeParameter =>
  perAxis(
    rank,
    value,
    { en: 'Strides', zh: '步幅' },
    rank === 1
      ? { en: 'Steps from one window to the next.', zh: '相邻两个窗口之间的步数。' }
      : {
          en: 'Pixels from one window to the next: down, across.',
          zh: '相邻两个窗口之间的像素数：纵向、横向。',
        },
  );

/** The option “padding”, which begins at `value`. */
export const paddingParameter = (value: Padding): OptionParameter => ({
  type: 'option',
  label: { en: 'Padding', zh: '填充' },
  help: {
    en: 'Valid: windows stay inside the input. Same: zeros around it, so that stride 1 keeps the size.',
    zh: '无填充：窗口不超出输入。等大填充：四周补零，步幅为 1 时大小不变。',
  },
  default: value,
  options: [
    { value: 'valid', label: { en: 'Valid', zh: '无填充' } },
    { value: 'same', label: { en: 'Same', zh: '等大填充' } },
  ],
});

/** A shape with these numbers that the layer would take. */
function suggestion(shape: Shape, rank: Rank): Shape {
  const channels = shape.length > 1 ? shape[shape.length - 1] : 1;
  if (rank === 1) return [sizeOf(shape) / channels, channels];
  if (shape.length === 2) return [shape[0], shape[1], 1];
  const places = sizeOf(shape) / channels;
  const side = Math.sqrt(places);
  return Number.isInteger(side) ? [side, side, channels] : [1, places, channels];
}

const placesNeeded = (shape: Shape, rank: Rank): Result<never, ProblemSeed> =>
  fail({
    kind: rank === 1 ? 'sequence-needed' : 'picture-needed',
    values: { shape: formatShape(shape), example: formatShape(suggestion(shape, rank)) },
  });

/** Refuses what is no sequence, with a shape of the same numbers that would be one. */
export const sequenceNeeded = (shape: Shape): Result<never, ProblemSeed> => placesNeeded(shape, 1);

/** The input where it is a sequence or a picture, as the rank asks for. */
export const withPlaces = (shape: Shape, rank: Rank): Result<Shape, ProblemSeed> =>
  shape.length === rank + 1 ? succeed(shape) : placesNeeded(shape, rank);

/** The input where it is long enough for a window; zeros around it make room for any. */
export function withRoom(
  input: Shape,
  rank: Rank,
  { kernelSize, dilation, padding }: Omit<WindowValues, 'strides'>,
): Result<Shape, ProblemSeed> {
  const shape = withPlaces(input, rank);
  if (!shape.ok || padding === 'same') return shape;
  const window = kernelSize.map((kernel, axis) => extentOf(kernel, dilation?.[axis] ?? 1));
  if (window.every((extent, axis) => extent <= input[axis])) return shape;
  const places = formatShape(input.slice(0, rank));
  return fail({ kind: 'window-too-large', values: { window: formatShape(window), places } });
}

/** Values of the option “padding”, which a checked parameter gives as a text. */
export const windowValues = <Values extends Omit<WindowValues, 'padding'>>(
  values: Values & { readonly padding: string },
): Values & { readonly padding: Padding } => ({ ...values, padding: values.padding as Padding });

/** A shape that a layer enlarged, where no axis grew beyond all bounds. */
export function withinLimits(shape: Shape): Result<Shape, ProblemSeed> {
  if (shape.every((axis) => axis <= MAX_AXIS)) return succeed(shape);
  return fail({ kind: 'axis-too-long', values: { shape: formatShape(shape), limit: MAX_AXIS } });
}

/** A shape that a layer cut down, where something remains. */
export function withRest(input: Shape, rest: Shape): Result<Shape, ProblemSeed> {
  if (rest.every((axis) => axis > 0)) return succeed(rest);
  return fail({ kind: 'cropping-too-large', values: { shape: formatShape(input) } });
}

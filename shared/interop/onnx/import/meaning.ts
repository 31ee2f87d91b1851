import type { Shape } from '../../../catalogue/layer';
import type { FixedTensor } from '../tensors';
import type { Cut, Scores } from './cut';
import { BATCH, type Size } from './sizes';

/**
 * Where an axis of a file's tensor stands in the app: its number in a batch of samples (0 is the batch), an axis of
 * length 1 that the app does not have, or the direction of a recurrence, which the app has side by side with its units.
 */
export type Axis = number | 'one' | 'direction';

/** What a value of a file is in the app: the output of a layer, maybe with its axes in another order. */
export interface Meaning {
  readonly type: 'layer';
  readonly node: string;
  /** Of a sample, in the app; null behind a layer that the app does not know. */
  readonly shape: Shape | null;
  /** By axis of the file's tensor. */
  readonly axes: readonly Axis[];
  /** Of a row: the value of several axes, in an order that is not the app's, whose numbers it has. */
  readonly rowOf: Meaning | null;
  /** Of a recurrence in both directions: the one alone that this is. */
  readonly half: number | null;
}

/** Numbers that do not depend on the sample. */
export interface Fixed extends FixedTensor {
  readonly type: 'fixed';
}

/** Numbers that are computed from a shape, some of them from how many samples there are. */
export interface Figures {
  readonly type: 'figures';
  readonly shape: Shape;
  readonly values: readonly Size[];
}

/** One number everywhere, in a shape that counts the batch. */
export interface Filled {
  readonly type: 'filled';
  readonly value: number;
}

/** Last states of several recurrences, one behind the other along their first axis, until one of them is picked. */
interface Joined {
  readonly type: 'joined';
  readonly parts: readonly Meaning[];
}

export type Known = Meaning | Fixed | Figures | Filled | Joined | Cut | Scores;

/** Axes as the app has them. */
export const naturalAxes = (shape: Shape): readonly number[] => [
  0,
  ...shape.map((_, axis) => axis + 1),
];

/** Axes with the channels behind the batch, as convolutions want them. */
export const channelsFirst = (shape: Shape): readonly number[] =>
  shape.length > 1
    ? [0, shape.length, ...shape.slice(1).map((_, axis) => axis + 1)]
    : naturalAxes(shape);

export const sameAxes = (a: readonly Axis[], b: readonly Axis[]): boolean =>
  a.length === b.length && a.every((axis, index) => axis === b[index]);

/** The output of a layer, axes as they are in the app where no others are given. */
export const meaningOf = (
  node: string,
  shape: Shape | null,
  axes: readonly Axis[] = shape ? naturalAxes(shape) : [],
): Meaning => ({ type: 'layer', node, shape, axes, rowOf: null, half: null });

/** The shape of the file's tensor; null where it is not known. */
export function fileShape({ shape, axes, half }: Meaning): readonly Size[] | null {
  if (!shape) return null;
  // A recurrence's units of both directions stand in two axes, or those of one alone in one.
  const isCut = half !== null || axes.includes('direction');
  return axes.map((axis) => {
    if (axis === 0) return BATCH;
    if (axis === 'direction') return 2;
    if (axis === 'one') return 1;
    return isCut && axis === shape.length ? shape[axis - 1] / 2 : shape[axis - 1];
  });
}

/** The axis of a file's tensor of so many axes that a number means, which may count from the end. */
export const axisAt = (axis: number, count: number): number => (axis < 0 ? axis + count : axis);

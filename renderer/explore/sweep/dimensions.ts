import { measuresOf, type SweepMeasure } from '../../../shared/sweep/measures';
import type { Outcome } from '../../../shared/sweep/outcome';
import { type MeasureScale, measureScaleOf } from '../../../shared/sweep/phase-diagram';
import type { SweepPlan } from '../../../shared/sweep/plan';
import { formatNumber, type Text, untranslated } from '../../../shared/text/text';

/** One upright axis of the parallel coordinates. Positions run from 0 at the bottom to 1 at the top. */
export interface Dimension {
  readonly key: string;
  readonly label: Text;
  readonly marks: readonly { readonly position: number; readonly label: Text }[];
  /** Null where the run has no figure (yet). */
  positionOf(point: number): number | null;
}

/** The values of a varied parameter: numbers by their size, all others evenly in their order. */
function variedDimension({ axes, values, points }: SweepPlan, axis: number): Dimension {
  const { path, label, domain } = axes[axis];
  const own = values[axis];
  const { interval } = domain;
  const numbers = own.filter((value) => typeof value === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const isSized = interval !== null && numbers.length === own.length && high > low;
  const isLog = interval?.isLog === true && low > 0;
  const placeOf = (value: number): number =>
    isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  const at = (index: number): number => (own.length > 1 ? index / (own.length - 1) : 0.5);
  const positionOfValue = (value: unknown): number =>
    isSized && typeof value === 'number'
      ? placeOf(value)
      : at(own.findIndex((each) => domain.same(each, value as never)));
  // Of many drawn numbers the ends are enough to read the others by.
  const named = own.length <= MOST_MARKS ? own : [own[0], own[own.length - 1]];
  return {
    key: path,
    label,
    marks: named.map((value) => ({
      position: positionOfValue(value),
      label: typeof value === 'number' ? untranslated(formatNumber(value)) : domain.label(value),
    })),
    positionOf: (point) => positionOfValue(points[point].values[axis]),
  };
}

const MOST_MARKS = 8;

function outcomeDimension(
  measure: SweepMeasure,
  scale: MeasureScale,
  outcomes: readonly Outcome[],
): Dimension {
  const { low, high } = scale;
  const ends = [...new Set([low, high])];
  return {
    key: `outcome.${measure.name}`,
    label: measure.label,
    marks: ends.map((value) => ({
      position: scale.position(value),
      label: untranslated(formatNumber(value)),
    })),
    positionOf: (point) => {
      const value = measure.figureOf(outcomes[point]);
      return value === null ? null : scale.position(value);
    },
  };
}

/** Axes that take more than one value, by their place in the plan; a setting that all runs share tells nothing of them. */
export function variedAxes({ axes, values }: SweepPlan): readonly number[] {
  const all = axes.map((_, axis) => axis);
  const varied = all.filter((axis) => values[axis].length > 1);
  return varied.length > 0 ? varied : all;
}

/** Outcomes that are drawn beside the parameters: as many as a person follows at once. */
const OUTCOMES = 3;

/** The varied parameters, then what the runs came to, better ends up. */
export function dimensionsOf(plan: SweepPlan, outcomes: readonly Outcome[]): readonly Dimension[] {
  const varied = variedAxes(plan).map((axis) => variedDimension(plan, axis));
  const measured = measuresOf(outcomes)
    .slice(0, OUTCOMES)
    .flatMap((measure) => {
      const scale = measureScaleOf(measure, outcomes);
      return scale ? [outcomeDimension(measure, scale, outcomes)] : [];
    });
  return [...varied, ...measured];
}

/** The part of each axis that is kept, by its key; an axis without one keeps all. */
export type Brushes = Readonly<Record<string, readonly [number, number]>>;

export const WHOLE: readonly [number, number] = [0, 1];

/** Half the width of a pixel of a tall plot: a mark that is dragged onto a value keeps it. */
const TOLERANCE = 0.002;

/** Points that every brush keeps. Whoever asks for a part of an outcome does not ask for runs without it. */
export function keptPoints(
  count: number,
  dimensions: readonly Dimension[],
  brushes: Brushes,
): readonly number[] {
  const used = dimensions.flatMap((dimension) => {
    const [from, to] = brushes[dimension.key] ?? WHOLE;
    return from > 0 || to < 1 ? [{ dimension, from, to }] : [];
  });
  return Array.from({ length: count }, (_, point) => point).filter((point) =>
    used.every(({ dimension, from, to }) => {
      const position = dimension.positionOf(point);
      return position !== null && position >= from - TOLERANCE && position <= to + TOLERANCE;
    }),
  );
}

import type { JsonValue } from '../document/schema';
import { formatNumber, type Text, untranslated } from '../text/text';
import type { SweepAxis } from './axis';
import { type SweepMeasure, worstOf } from './measures';
import { hasEnded, hasFailed, isUnderWay, type Outcome, type Verdict, verdictOf } from './outcome';
import type { SweepPlan } from './plan';

/** More columns than this cannot be told apart: numbers are gathered into intervals. */
const MOST_GROUPS = 12;
const INTERVALS = 8;

/** How the values of an axis stand along one side of a picture: each by itself, or numbers in intervals. */
export interface AxisGroups {
  readonly labels: readonly Text[];
  /** The group that a value belongs to. */
  groupOf(value: JsonValue): number;
}

const between = (from: number, to: number): Text =>
  untranslated(
    `${formatNumber(Number(from.toPrecision(2)))}–${formatNumber(Number(to.toPrecision(2)))}`,
  );

export function groupsOf({ domain }: SweepAxis, values: readonly JsonValue[]): AxisGroups {
  const { interval } = domain;
  if (!interval || values.length <= MOST_GROUPS) {
    return {
      labels: values.map((value) => domain.label(value)),
      groupOf: (value) => values.findIndex((own) => domain.same(own, value)),
    };
  }
  const numbers = values as readonly number[];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const isLog = interval.isLog && low > 0;
  const edge = (index: number): number =>
    isLog ? low * (high / low) ** (index / INTERVALS) : low + ((high - low) * index) / INTERVALS;
  const shareOf = (value: number): number =>
    isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return {
    labels: Array.from({ length: INTERVALS }, (_, index) => between(edge(index), edge(index + 1))),
    groupOf: (value) =>
      Math.min(INTERVALS - 1, Math.max(0, Math.floor(INTERVALS * shareOf(value as number)))),
  };
}

/** One cell: the points in it, by their number. */
export interface PhaseCell {
  readonly column: number;
  readonly row: number;
  readonly points: readonly number[];
}

export interface PhaseDiagram {
  readonly columns: AxisGroups;
  /** Null for a sweep of one axis, which is one row. */
  readonly rows: AxisGroups | null;
  /** Row by row. */
  readonly cells: readonly (readonly PhaseCell[])[];
}

/** What an axis that is not shown is held at; null: all of its values count. */
export type HeldValues = readonly (JsonValue | null)[];

/** The points of a plan over two of its axes (positions in the plan; `row` null for none), the others held or gathered. */
export function phaseDiagram(
  { axes, values, points }: SweepPlan,
  column: number,
  row: number | null,
  held: HeldValues,
): PhaseDiagram {
  const columns = groupsOf(axes[column], values[column]);
  const rows = row === null ? null : groupsOf(axes[row], values[row]);
  const found = Array.from({ length: rows?.labels.length ?? 1 }, () =>
    columns.labels.map((): number[] => []),
  );
  for (const point of points) {
    const isHeld = axes.every(({ domain }, index) => {
      const value = held[index] ?? null;
      return index === column || index === row || value === null
        ? true
        : domain.same(value, point.values[index]);
    });
    if (!isHeld) continue;
    const y = rows && row !== null ? rows.groupOf(point.values[row]) : 0;
    found[y][columns.groupOf(point.values[column])].push(point.index);
  }
  return {
    columns,
    rows,
    cells: found.map((line, y) => line.map((own, x) => ({ column: x, row: y, points: own }))),
  };
}

/** What a cell shows of its runs. */
export interface CellReading {
  /** The median of the measure, a run that failed ranked below all others; null where that is a failure, or no figure. */
  readonly value: number | null;
  /** Runs that the median is over: those with a figure and those that failed. */
  readonly ranked: number;
  /** The run that stands for the cell, as near to the median as there is one; null where none has ended. */
  readonly point: number | null;
  /** What is said of most of the runs that are over; null where none is. */
  readonly verdict: Verdict | null;
  /** Of the runs that are over: how many failed (NaN among them), left the finite range, and were stopped. */
  readonly failed: number;
  readonly notFinite: number;
  readonly stopped: number;
  /** Runs that came to an end, and that are under way. */
  readonly ended: number;
  readonly running: number;
}

/** Median: the middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The most frequent; of those that are equally frequent one that is not healthy, then the first. */
function mostFrequent(verdicts: readonly Verdict[]): Verdict | null {
  const counts = new Map<string, { readonly verdict: Verdict; count: number }>();
  for (const verdict of verdicts) {
    const key = `${verdict.kind} ${verdict.cause}`;
    const found = counts.get(key) ?? { verdict, count: 0 };
    counts.set(key, { verdict, count: found.count + 1 });
  }
  const isHealthy = ({ kind }: Verdict): number => Number(kind === 'healthy');
  const [first] = [...counts.values()].toSorted(
    (a, b) => b.count - a.count || isHealthy(a.verdict) - isHealthy(b.verdict),
  );
  return first?.verdict ?? null;
}

/** How far a figure is from the median, where both may be the worst of all: two failures are as near as can be. */
const distance = (figure: number, middle: number): number =>
  figure === middle ? 0 : Math.abs(figure - middle);

/** What a cell tells of its runs by one measure. Failed runs count: four that diverged and a good one are no good cell. */
export function readCell(
  { points }: PhaseCell,
  outcomes: readonly Outcome[],
  measure: SweepMeasure,
): CellReading {
  const own = points.map((index) => ({ index, outcome: outcomes[index] }));
  const ended = own.filter(({ outcome }) => hasEnded(outcome));
  const ranked = own.flatMap(({ index, outcome }) => {
    const figure = hasFailed(outcome) ? worstOf(measure) : measure.figureOf(outcome);
    return figure === null ? [] : [{ index, figure, isOpen: outcome.run !== null }];
  });
  const middle = median(ranked.map(({ figure }) => figure));
  const [nearest] = ranked.toSorted(
    (a, b) =>
      distance(a.figure, middle ?? 0) - distance(b.figure, middle ?? 0) ||
      Number(b.isOpen) - Number(a.isOpen),
  );
  const count = (holds: (outcome: Outcome) => boolean): number =>
    ended.filter(({ outcome }) => holds(outcome)).length;
  return {
    value: middle !== null && Number.isFinite(middle) ? middle : null,
    ranked: ranked.length,
    point: nearest?.index ?? ended[0]?.index ?? null,
    verdict: mostFrequent(ended.map(({ outcome }) => verdictOf(outcome))),
    failed: count(hasFailed),
    notFinite: count(({ notFiniteStep }) => notFiniteStep !== null),
    stopped: count(({ phase }) => phase === 'stopped'),
    ended: ended.length,
    running: own.filter(({ outcome }) => isUnderWay(outcome)).length,
  };
}

/** From the least to the most of what runs came to, on a scale; `position` is 0 at the worse end and 1 at the better. */
export interface MeasureScale {
  readonly low: number;
  readonly high: number;
  position(value: number): number;
}

/** A score below 0 is worse than guessing by how much does not matter. */
const SCORE_RANGE = { low: 0, high: 1 } as const;

/** The scale over all of these values; null where there are none. */
export function measureScale(
  { name, isLog, better }: SweepMeasure,
  values: readonly number[],
): MeasureScale | null {
  const usable = values.filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  if (usable.length === 0) return null;
  const range = { low: Math.min(...usable), high: Math.max(...usable) };
  const { low, high } = name === 'score' ? SCORE_RANGE : range;
  const shareOf = (value: number): number => {
    if (high === low) return 1;
    const share = isLog
      ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
      : (value - low) / (high - low);
    return Math.min(1, Math.max(0, share));
  };
  return {
    low,
    high,
    position: (value) =>
      better === 'higher' || high === low ? shareOf(value) : 1 - shareOf(value),
  };
}

/** The scale over what all runs came to by a measure; null where none has a figure. */
export const measureScaleOf = (
  measure: SweepMeasure,
  outcomes: readonly Outcome[],
): MeasureScale | null =>
  measureScale(
    measure,
    outcomes.flatMap((outcome) => measure.figureOf(outcome) ?? []),
  );

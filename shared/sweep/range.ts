import type { RandomStream } from '../random/random-stream';
import type { Interval } from './domain';
import { RANGE_VALUES, type RangeSpec } from './spec';

/** Whole numbers that stand so close are all taken: `seed=1..5`. */
const FEW_WHOLE = 20;
const SIGNIFICANT = 4;

/** From 0 there is no factor that leads anywhere. */
const isLog = (interval: Interval, { from }: RangeSpec): boolean => interval.isLog && from > 0;

/** The value at a share (0 … 1) of a range. */
function valueAt(interval: Interval, range: RangeSpec, share: number): number {
  const { from, to } = range;
  const value = isLog(interval, range)
    ? Math.exp(Math.log(from) + share * Math.log(to / from))
    : from + share * (to - from);
  const written = interval.whole ? Math.round(value) : Number(value.toPrecision(SIGNIFICANT));
  return Math.min(to, Math.max(from, written));
}

/** The values that a grid takes of a range: evenly from end to end, in factors on a log scale. */
export function gridValues(interval: Interval, range: RangeSpec): readonly number[] {
  const { from, to } = range;
  const isFew = interval.whole && !isLog(interval, range) && to - from < FEW_WHOLE;
  const count = range.count ?? (isFew ? to - from + 1 : RANGE_VALUES);
  const values = Array.from({ length: count }, (_, index) =>
    valueAt(interval, range, count > 1 ? index / (count - 1) : 0),
  );
  return [...new Set(values)];
}

/** One value of a range, uniform on its scale. */
export const drawValue = (interval: Interval, range: RangeSpec, random: RandomStream): number =>
  valueAt(interval, range, random.uniform());

import { formatNumber, formatPower } from './scale';

/** A value axis: where its ends are and which values it marks. */
export interface ValueAxis {
  readonly scale: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** Share of the axis, from 0 at its low end to 1 at its high end; NaN for what a log axis cannot show. */
export function shareOf(axis: ValueAxis, value: number): number {
  if (axis.scale === 'linear') return (value - axis.low) / (axis.high - axis.low);
  if (!(value > 0)) return Number.NaN;
  return Math.log(value / axis.low) / Math.log(axis.high / axis.low);
}

export const formatTick = (axis: ValueAxis, value: number): string =>
  axis.scale === 'log' ? formatPower(value) : formatNumber(value);

/** Share of a step by which 32-bit numbers miss round ones: 0.1 arrives as 0.10000000149. */
const SLACK = 1e-5;

/** A linear axis from round value to round value, with about `count` marks. */
export function linearAxis(low: number, high: number, count: number): ValueAxis {
  if (!(Number.isFinite(low) && Number.isFinite(high))) return linearAxis(0, 1, count);
  // A constant stands in the middle of an axis from 0, not on its edge.
  if (low === high) return linearAxis(Math.min(0, 2 * low), Math.max(0, 2 * low) || 1, count);
  const span = high - low;
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const size =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999) ??
    power;
  const start = Math.floor(low / size + SLACK);
  const end = Math.max(start + 1, Math.ceil(high / size - SLACK));
  const ticks: number[] = [];
  for (let index = start; index <= end; index += 1) {
    ticks.push(Number((index * size).toPrecision(12)));
  }
  return { scale: 'linear', low: ticks[0], high: ticks[ticks.length - 1], ticks };
}

/** Powers of ten that a log axis shows at most, so that one exact zero does not press everything flat. */
const MAX_LOG_DECADES = 40;

/** A logarithmic axis from power of ten to power of ten, with at most about `count` marks. */
export function logAxis(low: number, high: number, count: number): ValueAxis {
  if (!(low > 0 && Number.isFinite(high) && high >= low)) return logAxis(0.1, 1, count);
  const end = Math.max(Math.ceil(Math.log10(high) - 1e-9), Math.floor(Math.log10(low)) + 1);
  const start = Math.max(Math.floor(Math.log10(low) + 1e-9), end - MAX_LOG_DECADES);
  const every = Math.max(1, Math.ceil((end - start) / Math.max(1, count)));
  const exponents = Array.from({ length: end - start + 1 }, (_, index) => start + index);
  const round = exponents.filter((exponent) => exponent % every === 0);
  const ticks = (round.length > 1 ? round : [start, end]).map((exponent) =>
    Number(`1e${exponent}`),
  );
  return { scale: 'log', low: Number(`1e${start}`), high: Number(`1e${end}`), ticks };
}

/** The axis of a kind that holds all `extremes`; on a log axis only positive ones count. */
export function axisFor(
  scale: ValueAxis['scale'],
  extremes: Iterable<number>,
  count: number,
): ValueAxis {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of extremes) {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return scale === 'log' ? logAxis(low, high, count) : linearAxis(low, high, count);
}

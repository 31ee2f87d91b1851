import { type LandscapePicture, pointsOf } from '../../../shared/telemetry/landscape';
import { linearAxis } from '../../monitor/value-axis';

/** How losses are told apart by colour, height and level lines: on a log scale unless a loss is negative. */
export interface LossScale {
  readonly isLog: boolean;
  readonly low: number;
  readonly high: number;
  /** Losses at which a line is drawn, ascending. */
  readonly levels: readonly number[];
}

/** The losses of a picture as shares of its scale, ready to be drawn. */
export interface Field {
  readonly resolution: number;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  readonly losses: Float32Array;
  readonly scale: LossScale;
  /** From 0 (lowest loss) to 1. NaN: the loss is not finite, or nothing near it is measured yet. */
  readonly shares: Float64Array;
  /** Index of the point with the lowest loss; −1 where none is finite. */
  readonly lowest: number;
}

/** A point of the grid: columns grow with α, rows with β. */
export interface GridPoint {
  readonly column: number;
  readonly row: number;
}

/** Losses are listed row by row. */
export const pointAt = (index: number, resolution: number): GridPoint => ({
  column: index % resolution,
  row: Math.floor(index / resolution),
});

const MOST_LEVELS = 11;
const FEWEST_LEVELS = 4;

/** Digits of the levels in each decade of a log scale, finest first: about as far from each other. */
const DIGITS = [[1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

/** Round losses between two ends: as many of every decade as can be told apart on a log scale; else evenly. */
function levelsOf(isLog: boolean, low: number, high: number): readonly number[] {
  const inside = (values: readonly number[]) =>
    values.filter((value) => value > low && value < high);
  if (!(high > low)) return [];
  if (isLog) {
    const decades: number[] = [];
    for (let at = Math.floor(Math.log10(low)); at <= Math.ceil(Math.log10(high)); at += 1) {
      decades.push(at);
    }
    for (const digits of DIGITS) {
      const found = inside(
        decades.flatMap((at) => digits.map((digit) => Number(`${digit}e${at}`))),
      );
      if (found.length >= FEWEST_LEVELS && found.length <= MOST_LEVELS) return found;
    }
    const whole = inside(decades.map((at) => Number(`1e${at}`)));
    const every = Math.ceil(whole.length / MOST_LEVELS);
    if (every > 1) return whole.filter((_, index) => index % every === 0);
  }
  return inside(linearAxis(low, high, 7).ticks);
}

/** The scale that shows these losses; what is not finite does not count, and a loss of 0 is as low as the next one. */
export function scaleOf(losses: Float32Array): LossScale {
  const known = losses.filter(Number.isFinite);
  const isLog = known.every((value) => value >= 0) && known.some((value) => value > 0);
  const shown = isLog ? known.filter((value) => value > 0) : known;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of shown) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (shown.length === 0) return { isLog: false, low: 0, high: 1, levels: [] };
  return { isLog, low, high, levels: levelsOf(isLog, low, high) };
}

/** Where a loss stands on a scale, from 0 to 1; NaN for what is not finite. */
export function shareOfLoss({ isLog, low, high }: LossScale, loss: number): number {
  if (!Number.isFinite(loss)) return Number.NaN;
  if (high === low) return 0.5;
  if (!isLog) return (loss - low) / (high - low);
  return Math.log(Math.max(loss, low) / low) / Math.log(high / low);
}

/** Meshes of the measurement are at most so wide: a point has a measured neighbour within half of it, soon. */
const REACH = 8;

/** The nearest measured loss, for a point that still waits: a coarse picture at first. */
function nearest(losses: Float32Array, resolution: number, index: number): number {
  const { column, row } = pointAt(index, resolution);
  let found = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  for (let y = Math.max(0, row - REACH); y <= Math.min(resolution - 1, row + REACH); y += 1) {
    for (
      let x = Math.max(0, column - REACH);
      x <= Math.min(resolution - 1, column + REACH);
      x += 1
    ) {
      const distance = (x - column) ** 2 + (y - row) ** 2;
      const loss = losses[y * resolution + x];
      if (distance >= least || Number.isNaN(loss)) continue;
      least = distance;
      found = loss;
    }
  }
  return found;
}

export function fieldOf({ request, alpha, beta, losses }: LandscapePicture): Field {
  const { resolution } = request;
  const scale = scaleOf(losses);
  const shares = Float64Array.from(losses, (loss, index) =>
    shareOfLoss(scale, Number.isNaN(loss) ? nearest(losses, resolution, index) : loss),
  );
  let lowest = -1;
  losses.forEach((loss, index) => {
    if (Number.isFinite(loss) && (lowest < 0 || loss < losses[lowest])) lowest = index;
  });
  const [alphas, betas] = [alpha, beta].map((axis) => pointsOf(axis, resolution));
  return { resolution, alphas, betas, losses, scale, shares, lowest };
}

/** Between the points of a grid, linear along both axes; x and y count points. NaN outside and beside holes. */
export function between(
  values: ArrayLike<number>,
  resolution: number,
  x: number,
  y: number,
): number {
  const last = resolution - 1;
  if (!(x >= 0 && y >= 0 && x <= last && y <= last)) return Number.NaN;
  const column = Math.min(last - 1, Math.floor(x));
  const row = Math.min(last - 1, Math.floor(y));
  const [right, up] = [x - column, y - row];
  const at = row * resolution + column;
  // A weight of 0 must not let a hole beside an exact point through.
  const part = (value: number, weight: number): number => (weight === 0 ? 0 : value * weight);
  return (
    part(values[at], (1 - right) * (1 - up)) +
    part(values[at + 1], right * (1 - up)) +
    part(values[at + resolution], (1 - right) * up) +
    part(values[at + resolution + 1], right * up)
  );
}

/** Where a place of the plane lies on its grid, in points from its lower left corner. */
export function placeOf({ resolution, alphas, betas }: Field, alpha: number, beta: number) {
  const along = (axis: Float64Array, value: number): number =>
    ((value - axis[0]) / (axis[resolution - 1] - axis[0])) * (resolution - 1);
  return { x: along(alphas, alpha), y: along(betas, beta) };
}

/** The loss at a place of the plane, between the measured points; NaN where it is not known. */
export function lossAt(field: Field, alpha: number, beta: number): number {
  const { x, y } = placeOf(field, alpha, beta);
  return between(field.losses, field.resolution, x, y);
}

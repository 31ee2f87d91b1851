import { RAMP_BYTES, rampEntry } from '../../monitor/scale';
import { between, type Field, shareOfLoss } from './field';

/** Sides of a cell: from corner to corner, counter-clockwise from the lower left. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/**
 * The line on which a field has a value, as pieces in units of its grid: x, y of both ends, then NaN, NaN. Every cell
 * with a finite value at each corner is crossed between those that lie below and above; where two pairs do, by the
 * mean in the middle. Source: marching squares, after Lorensen & Cline (1987).
 */
export function lineAt(values: ArrayLike<number>, resolution: number, level: number): number[] {
  const pieces: number[] = [];
  for (let row = 0; row + 1 < resolution; row += 1) {
    for (let column = 0; column + 1 < resolution; column += 1) {
      const at = row * resolution + column;
      const low = values[at];
      const right = values[at + 1];
      const up = values[at + resolution];
      const far = values[at + resolution + 1];
      const below = +(low < level) + +(right < level) + +(far < level) + +(up < level);
      // All on one side, as nearly everywhere.
      if (below === 0 || below === 4) continue;
      const corners = [low, right, far, up];
      if (corners.some(Number.isNaN)) continue;
      const crossings = crossingsOf(corners, level);
      const ordered = crossings.length === 4 ? paired(crossings, corners, level) : crossings;
      for (let end = 0; end < ordered.length; end += 1) {
        const [x, y] = ordered[end];
        pieces.push(column + x, row + y);
        if (end % 2 === 1) pieces.push(Number.NaN, Number.NaN);
      }
    }
  }
  return pieces;
}

type Crossing = readonly [number, number];

/** Where a level crosses the sides of a cell, in their order. */
const crossingsOf = (corners: readonly number[], level: number): readonly Crossing[] =>
  CORNERS.flatMap(([x, y], at): Crossing[] => {
    const next = (at + 1) % 4;
    const [from, to] = [corners[at], corners[next]];
    if (from < level === to < level) return [];
    const share = (level - from) / (to - from);
    const [endX, endY] = CORNERS[next];
    return [[x + share * (endX - x), y + share * (endY - y)]];
  });

/** Four crossings as two lines: around those two opposite corners that differ from the middle. */
function paired(
  crossings: readonly Crossing[],
  corners: readonly number[],
  level: number,
): readonly Crossing[] {
  const mean = corners.reduce((sum, value) => sum + value, 0) / 4;
  const isAroundFirst = mean < level !== corners[0] < level;
  return isAroundFirst ? [crossings[3], crossings[0], crossings[1], crossings[2]] : crossings;
}

/** The middle of the band between two levels that a share lies in. */
function bandOf(levels: readonly number[], share: number): number {
  let below = 0;
  for (const level of levels) {
    if (share < level) return (below + level) / 2;
    below = level;
  }
  return (below + 1) / 2;
}

/** Pixels of a picture along a side, about: finer ones would not be seen, and cost time. */
const SIDE = 192;

/** A field as an image of bands between its levels, upside up; transparent where there is nothing to show. */
export function bandsOf({ shares, resolution, scale }: Field): {
  readonly side: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
} {
  const density = Math.ceil(SIDE / (resolution - 1));
  const side = (resolution - 1) * density + 1;
  const levels = scale.levels.map((level) => shareOfLoss(scale, level));
  const pixels = new Uint8ClampedArray(4 * side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const share = between(shares, resolution, column / density, (side - 1 - row) / density);
      if (Number.isNaN(share)) continue;
      const entry = 3 * rampEntry(bandOf(levels, share));
      const at = 4 * (row * side + column);
      pixels.set(RAMP_BYTES.subarray(entry, entry + 3), at);
      pixels[at + 3] = 255;
    }
  }
  return { side, pixels };
}

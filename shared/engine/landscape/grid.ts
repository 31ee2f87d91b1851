import type { LandscapeAxis } from '../../telemetry/landscape';

/** How wide a picture of a path is, where its range is 1: the path takes two thirds of it. */
const ROOM = 1.5;
/** A path that hardly leaves its first direction is seen in a picture at least so high, as a share of its width. */
const FLATTEST = 0.25;

/** α or β from −range to range. */
export const centredAxis = (range: number): LandscapeAxis => ({ from: -range, to: range });

/** An axis of this length around `middle`, moved by less than a step so that 0 is one of its points. */
function axisAround(middle: number, length: number, resolution: number): LandscapeAxis {
  const step = length / (resolution - 1);
  const before = Math.min(resolution - 1, Math.max(0, Math.round((length / 2 - middle) / step)));
  return { from: -before * step, to: (resolution - 1 - before) * step };
}

const extent = (values: Float32Array) => {
  const all = [...values, 0];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return { middle: (least + most) / 2, length: most - least };
};

/** Axes on which a path, and the centre at 0, lie in the middle; see `LandscapeRequest.range`. */
export function axesAround(
  path: { readonly alpha: Float32Array; readonly beta: Float32Array },
  range: number,
  resolution: number,
): { readonly alpha: LandscapeAxis; readonly beta: LandscapeAxis } {
  const [alpha, beta] = [extent(path.alpha), extent(path.beta)];
  const longest = Math.max(alpha.length, beta.length);
  const axis = ({ middle, length }: ReturnType<typeof extent>) =>
    axisAround(middle, Math.max(length, FLATTEST * longest) * ROOM * range, resolution);
  return { alpha: axis(alpha), beta: axis(beta) };
}

/** The point of an axis that is 0. */
export const zeroOf = ({ from, to }: LandscapeAxis, resolution: number): number =>
  Math.round((-from / (to - from)) * (resolution - 1));

/** Points are measured in meshes that get finer: every eighth, fourth, second, each. */
const COARSEST = 8;

/**
 * The points of a grid in the order in which they are measured: the centre first, then a coarse mesh around it from the
 * centre outwards, then ever finer ones, so that there soon is a picture, and it gets sharper.
 *
 * @returns indices of points, row by row
 */
export function coarseFirst(resolution: number, column: number, row: number): Uint32Array {
  const known = Array.from({ length: resolution ** 2 }, (_, index) => {
    const x = (index % resolution) - column;
    const y = Math.floor(index / resolution) - row;
    let mesh = COARSEST;
    while (x % mesh !== 0 || y % mesh !== 0) mesh /= 2;
    return { index, mesh, distance: x * x + y * y };
  });
  known.sort((a, b) => b.mesh - a.mesh || a.distance - b.distance || a.index - b.index);
  return Uint32Array.from(known, ({ index }) => index);
}

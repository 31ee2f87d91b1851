import { round } from '../svg';

/** So many greys are told apart; more would only make the file longer. */
const LEVELS = 8;

/**
 * A grey picture on black, whatever the page: row-major, 0 is black and 1 is white. One path a grey, one stroke a run
 * of equal pixels. `pixel` is the side of a pixel on the page.
 */
export function greyAt(
  values: ArrayLike<number>,
  [height, width]: readonly [number, number],
  place: { readonly x: number; readonly y: number; readonly pixel: number },
): string {
  const paths = Array.from({ length: LEVELS }, () => '');
  for (let row = 0; row < height; row += 1) {
    for (let start = 0; start < width; ) {
      const level = levelOf(values[row * width + start]);
      let end = start + 1;
      while (end < width && levelOf(values[row * width + end]) === level) end += 1;
      paths[level] += `M${start} ${row}.5h${end - start}`;
      start = end;
    }
  }
  const strokes = paths.map((path, level) =>
    level === 0 || path === ''
      ? ''
      : `<path d="${path}" stroke="#fff" stroke-opacity="${round(level / (LEVELS - 1))}"/>`,
  );
  return `<g transform="translate(${round(place.x)} ${round(place.y)}) scale(${place.pixel})" shape-rendering="crispEdges"><rect width="${width}" height="${height}"/>${strokes.join('')}</g>`;
}

const levelOf = (value: number): number =>
  Math.round(Math.min(1, Math.max(0, value)) * (LEVELS - 1));

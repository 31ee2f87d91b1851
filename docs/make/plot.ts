import { formatNumber } from '../../shared/text/text';
import { round, svg, TONES, textAt } from './svg';

const WIDTH = 360;
const HEIGHT = 200;
const LEFT = 46;
const RIGHT = 12;
const TOP = 26;
const BOTTOM = 34;

const CLASSES = {
  line: 'line',
  dash: 'line dash',
  dots: 'dots',
  /** A line of equal height, behind what matters. */
  contour: 'contour edge',
} as const;

export interface Series {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Index of its colour; the place in the list where not given. */
  readonly tone?: number;
  readonly draw?: keyof typeof CLASSES;
  /** Stands in the legend, in symbols that need no translation. */
  readonly label?: string;
}

export interface Plot {
  readonly title: string;
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** Bars from 0 between the x of neighbours, in place of a curve. */
  readonly bars?: boolean;
}

/** Round numbers inside a range: steps of 1, 2 or 5 times a power of ten, at most six of them. */
export function roundTicks(minimum: number, maximum: number): readonly number[] {
  const rough = (maximum - minimum) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(minimum / step - 1e-9);
  const last = Math.floor(maximum / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    // Whole multiples, rounded: 3 × 0.1 is not 0.3 in binary.
    Number(((first + index) * step).toPrecision(12)),
  );
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  const minimum = Math.min(...finite);
  const maximum = Math.max(...finite);
  const margin = 0.05 * (maximum - minimum || 1);
  return [minimum - margin, maximum + margin];
}

/** Legend, ticks and curves or points on two axes. */
export function plot({ title, series, xLabel, bars = false, ...given }: Plot): string {
  const xRange = given.xRange ?? rangeOf(series.flatMap(({ x }) => x));
  const yRange = given.yRange ?? rangeOf(series.flatMap(({ y }) => y));
  const toX = (x: number) =>
    LEFT + ((x - xRange[0]) / (xRange[1] - xRange[0])) * (WIDTH - LEFT - RIGHT);
  const toY = (y: number) =>
    HEIGHT - BOTTOM - ((y - yRange[0]) / (yRange[1] - yRange[0])) * (HEIGHT - TOP - BOTTOM);
  const isInside = (y: number) => y >= yRange[0] && y <= yRange[1];

  const grid = [
    ...roundTicks(...xRange).flatMap((tick) => [
      `<path class="faint" d="M${round(toX(tick))} ${TOP}V${HEIGHT - BOTTOM}"/>`,
      textAt(toX(tick), HEIGHT - BOTTOM + 14, formatNumber(tick), 'middle'),
    ]),
    ...roundTicks(...yRange).flatMap((tick) => [
      `<path class="faint" d="M${LEFT} ${round(toY(tick))}H${WIDTH - RIGHT}"/>`,
      textAt(LEFT - 5, toY(tick) + 4, formatNumber(tick), 'end'),
    ]),
    textAt((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 5, xLabel, 'middle'),
  ];

  const drawn = series.map(({ x, y, tone, draw = 'line' }, index) => {
    const colour = `t${(tone ?? index) % TONES}`;
    if (bars) {
      const floor = round(toY(0));
      const path = x
        .slice(0, -1)
        .map(
          (left, bar) =>
            `M${round(toX(left))} ${floor}V${round(toY(y[bar]))}H${round(toX(x[bar + 1]))}V${floor}z`,
        );
      return `<path class="${colour} fill" d="${path.join('')}"/>`;
    }
    let isOpen = false;
    const path = x.map((place, at) => {
      // A line ends where it leaves the picture, and begins anew where it comes back.
      if (!isInside(y[at])) {
        isOpen = false;
        return '';
      }
      const point = `${round(toX(place))} ${round(toY(y[at]))}`;
      if (draw === 'dots') return `M${point}h0`;
      const command = isOpen ? 'L' : 'M';
      isOpen = true;
      return `${command}${point}`;
    });
    return `<path class="${colour} ${CLASSES[draw]}" d="${path.join('')}"/>`;
  });

  let place = LEFT;
  const legend = series.flatMap(({ label, tone, draw }, index) => {
    if (label === undefined) return [];
    const start = place;
    place += 34 + 6.5 * label.length;
    const colour = `t${(tone ?? index) % TONES}`;
    return [
      `<path class="${colour} ${draw === 'dash' ? CLASSES.dash : CLASSES.line}" d="M${round(start)} 13h16"/>`,
      textAt(start + 21, 17, label),
    ];
  });
  return svg(WIDTH, HEIGHT, title, [...grid, ...drawn, ...legend]);
}

/** Evenly spaced numbers from `first` to `last`, both included. */
export const spaced = (first: number, last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + ((last - first) * index) / (count - 1));

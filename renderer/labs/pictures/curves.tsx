import type { LabFigure } from '../../../shared/labs/figure';
import { useSay } from '../../app/i18n/i18n';
import { categoryColour } from '../../monitor/scale';
import { GROUND, HAIRLINE, heightScale, INK, innerWidth, PICTURE } from './frame';

type Curves = Extract<LabFigure, { type: 'curves' }>;

const TRANSFORMS = { linear: (value: number) => value, log: Math.log10 } as const;
/** The failing curve in vermilion, the sound one in blue. */
const SERIES_COLOURS = [categoryColour(1), categoryColour(0)];

/** Below this distance the names of two curves would stand on each other. */
const NAME_HEIGHT = 10;

/** Heights of names, those too close to a lower one moved up. */
function apart(heights: readonly number[]): number[] {
  const placed = [...heights];
  let free = Number.POSITIVE_INFINITY;
  for (const index of [...heights.keys()].sort((a, b) => heights[b] - heights[a])) {
    placed[index] = Math.min(heights[index], free);
    free = placed[index] - NAME_HEIGHT;
  }
  return placed;
}

/** A name stands above its curve's end; below it where there is no room above. */
const nameHeight = (end: number): number =>
  end - 5 < PICTURE.margin + 6 ? end + 11 : Math.min(PICTURE.height - 12, end - 5);

/** Loss by step; a curve that ends in a cross ended in Inf or NaN. */
export function CurvesPicture({ figure }: { readonly figure: Curves }) {
  const say = useSay();
  const transform = TRANSFORMS[figure.scale];
  const finite = figure.series.flatMap(({ values }) =>
    values.filter((value) => value !== null).map(transform),
  );
  const y = heightScale(Math.min(...finite), Math.max(...finite));
  const longest = Math.max(...figure.series.map(({ values }) => values.length));
  const x = (index: number) => PICTURE.margin + (index / Math.max(1, longest - 1)) * innerWidth;
  const curves = figure.series.map(({ label, values }) => ({
    label,
    broken: values.includes(null),
    points: values.flatMap((value, step) =>
      value === null ? [] : [{ x: x(step), y: y(transform(value)) }],
    ),
  }));
  const names = apart(curves.map(({ points }) => nameHeight(points[points.length - 1].y)));
  return (
    <>
      <line
        x1={PICTURE.margin}
        x2={PICTURE.width - PICTURE.margin}
        y1={PICTURE.height - PICTURE.margin}
        y2={PICTURE.height - PICTURE.margin}
        stroke={HAIRLINE}
      />
      {curves.map(({ label, points, broken }, index) => {
        const end = points[points.length - 1];
        const colour = SERIES_COLOURS[index];
        return (
          <g key={label.en} stroke={colour} fill="none" strokeWidth={1.75}>
            <polyline points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
            {broken && (
              <path d={`M${end.x + 2},${end.y - 3}l6,6m0,-6l-6,6`} strokeLinecap="round" />
            )}
            <text
              x={PICTURE.width - PICTURE.margin}
              y={names[index]}
              fontSize={9}
              textAnchor="end"
              fill={INK}
              stroke={GROUND}
              strokeWidth={3}
              paintOrder="stroke"
            >
              {broken ? '' : say(label)}
            </text>
          </g>
        );
      })}
    </>
  );
}

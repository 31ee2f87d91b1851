import type { RatePoint, RateReading } from '../../shared/telemetry/rate-finder';
import { useWords } from '../app/i18n/i18n';
import { formatRate } from '../app/run/format';
import { formatNumber } from '../monitor/scale';
import classes from './activation-curve.module.css';
import { inspectorWords } from './words';

const WIDTH = 272;
const HEIGHT = 112;
/** Below the curve, for the powers of ten. */
const FOOT = 16;
const MARGIN = 6;
/** Decades from one label to the next. */
const STRIDE = 2;

interface Scales {
  readonly toX: (rate: number) => number;
  readonly toY: (loss: number) => number;
  readonly lowest: number;
  readonly highest: number;
}

/** Logarithmic over the rates, linear over the losses. */
function scalesOf(points: readonly RatePoint[]): Scales {
  const losses = points.map(({ loss }) => loss);
  const lowest = Math.min(...losses);
  const highest = Math.max(...losses);
  const first = Math.log10(points[0].rate);
  const decades = Math.log10(points[points.length - 1].rate) - first;
  const height = HEIGHT - FOOT - 2 * MARGIN;
  return {
    toX: (rate) => ((Math.log10(rate) - first) / (decades || 1)) * WIDTH,
    toY: (loss) => MARGIN + ((highest - loss) / (highest - lowest || 1)) * height,
    lowest,
    highest,
  };
}

/** Powers of ten that stand clear of both edges. */
function ticksOf(points: readonly RatePoint[]): readonly number[] {
  const first = Math.ceil(Math.log10(points[0].rate) + STRIDE / 4);
  const last = Math.log10(points[points.length - 1].rate) - STRIDE / 4;
  const count = Math.max(0, Math.floor((last - first) / STRIDE) + 1);
  return Array.from({ length: count }, (_, index) => 10 ** (first + index * STRIDE));
}

/** The smoothed loss over the learning rate, up to where it exploded, with the suggested rate marked. */
export function RateCurve({
  reading: { points, suggestion },
  verdict,
}: {
  readonly reading: RateReading;
  readonly verdict: string;
}) {
  const t = useWords(inspectorWords);
  const { toX, toY, lowest, highest } = scalesOf(points);
  const label = t('rateCurveText', {
    first: formatRate(points[0].rate),
    last: formatRate(points[points.length - 1].rate),
    lowest: formatNumber(lowest),
    highest: formatNumber(highest),
    verdict,
  });
  const path = points
    .map(
      ({ rate, loss }, index) =>
        `${index === 0 ? 'M' : 'L'}${toX(rate).toFixed(1)} ${toY(loss).toFixed(1)}`,
    )
    .join(' ');
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={label}
        data-testid="rate-curve"
      >
        <g className={classes.axes}>
          <line x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
          {ticksOf(points).map((rate) => (
            <text key={rate} x={toX(rate)} y={HEIGHT - 4} textAnchor="middle">
              {formatRate(rate)}
            </text>
          ))}
        </g>
        {suggestion !== null && (
          <line
            className={classes.derivative}
            x1={toX(suggestion)}
            x2={toX(suggestion)}
            y1={0}
            y2={HEIGHT - FOOT}
          />
        )}
        <path className={classes.value} d={path} />
      </svg>
    </figure>
  );
}

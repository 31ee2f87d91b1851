import { memo, useMemo } from 'react';
import { ACTIVATIONS } from '../../shared/catalogue/activations';
import type { Choice } from '../../shared/document/schema';
import { useJoined, useSay, useWords } from '../app/i18n/i18n';
import { formatNumber } from '../monitor/scale';
import classes from './activation-curve.module.css';
import { CURVE_REACH, type ActivationCurve as Curve, curveOf } from './curve';
import { inspectorWords } from './words';

const WIDTH = 272;
const HEIGHT = 132;
/** Outputs beyond this would flatten the part where the curve bends. */
const TOP = 3;
const BOTTOM = -2;

const toX = (x: number): number => ((x + CURVE_REACH) / (2 * CURVE_REACH)) * WIDTH;
const toY = (y: number): number => ((TOP - y) / (TOP - BOTTOM)) * HEIGHT;

const pathOf = (x: readonly number[], y: readonly number[]): string =>
  x
    .map(
      (value, index) =>
        `${index === 0 ? 'M' : 'L'}${toX(value).toFixed(1)} ${toY(y[index] ?? 0).toFixed(1)}`,
    )
    .join(' ');

const formatBound = (bound: number): string =>
  Number.isFinite(bound) ? formatNumber(bound) : `${bound < 0 ? '−' : ''}∞`;

type Key = 'saturatedBoth' | 'saturatedBelow' | 'saturatedAbove' | 'saturatedNever';

const saturationKey = ({ below, above }: Curve): Key => {
  if (below !== null && above !== null) return 'saturatedBoth';
  if (below !== null) return 'saturatedBelow';
  return above !== null ? 'saturatedAbove' : 'saturatedNever';
};

function Shade({ from, to }: { readonly from: number; readonly to: number }) {
  if (to <= from) return null;
  return (
    <rect
      className={classes.saturated}
      x={toX(from)}
      y={0}
      width={toX(to) - toX(from)}
      height={HEIGHT}
    />
  );
}

function Axes() {
  return (
    <g className={classes.axes}>
      <line x1={0} x2={WIDTH} y1={toY(0)} y2={toY(0)} />
      <line x1={toX(0)} x2={toX(0)} y1={0} y2={HEIGHT} />
      {[-4, 4].map((tick) => (
        <text key={`x ${tick}`} x={toX(tick)} y={toY(0) + 12} textAnchor="middle">
          {tick < 0 ? `−${-tick}` : tick}
        </text>
      ))}
      {[-1, 1, 2].map((tick) => (
        <text key={`y ${tick}`} x={toX(0) - 4} y={toY(tick) + 4} textAnchor="end">
          {tick < 0 ? `−${-tick}` : tick}
        </text>
      ))}
    </g>
  );
}

/** The curve of an activation and of its derivative, with the regions where its gradient all but vanishes. */
export const ActivationCurve = memo(function ActivationCurve({
  choice,
}: {
  readonly choice: Choice;
}) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const joined = useJoined();
  const definition = ACTIVATIONS.find(choice.kind);
  const curve = useMemo(() => curveOf(choice), [choice]);
  if (!definition) return null;
  if (!curve) return <p className={classes.note}>{t('coupled')}</p>;
  const saturation = t(saturationKey(curve), {
    below: formatNumber(curve.below ?? 0),
    above: formatNumber(curve.above ?? 0),
  });
  const activation = say(definition.label);
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('activationCurveText', { activation, saturation })}
      >
        {curve.below !== null && (
          <Shade from={-CURVE_REACH} to={Math.min(curve.below, CURVE_REACH)} />
        )}
        {curve.above !== null && (
          <Shade from={Math.max(curve.above, -CURVE_REACH)} to={CURVE_REACH} />
        )}
        <Axes />
        <path className={classes.derivative} d={pathOf(curve.x, curve.derivative)} />
        <path className={classes.value} d={pathOf(curve.x, curve.value)} />
      </svg>
      <figcaption>
        <span className={classes.keys}>
          <span className={classes.key} data-line="value">
            {t('curveValue')}
          </span>
          <span className={classes.key} data-line="derivative">
            {t('curveDerivative')}
          </span>
        </span>
        {joined(
          t('rangeAndGain', {
            low: formatBound(curve.range[0]),
            high: formatBound(curve.range[1]),
            gain: formatNumber(curve.gain),
          }),
          saturation,
        )}
      </figcaption>
    </figure>
  );
});

import { type CSSProperties, memo, useMemo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { useRun } from '../app/state/run-store';
import { useView } from '../app/state/view-store';
import { useConnectionValue, useNodeReading, useOverlayValue } from '../monitor/node-readings';
import {
  formatNumber,
  formatShare,
  LOG_SCALES,
  overlayColour,
  positionOf,
  rampCss,
} from '../monitor/scale';
import { useExpectation } from './expectation';
import classes from './node-readings-view.module.css';
import { overlayMark } from './overlay-mark';
import { canvasWords } from './words';

export const useHasRun = (): boolean => useRun((state) => state.layout !== null);

/**
 * The colour that the overlay gives a node. A component of its own: with 1,000 nodes in view, ten times a second,
 * nothing but this may be drawn again.
 */
interface ReadingsProps {
  readonly node: string;
  /** Of a block: the layers inside. */
  readonly inside?: readonly string[];
}

export const NodeTint = memo(function NodeTint({ node, inside }: ReadingsProps) {
  const overlay = useView((state) => state.overlay);
  const value = useOverlayValue(node, overlay, inside);
  if (value === null) return null;
  const style = { '--tint': overlayColour(overlay, value) } as CSSProperties;
  return <span className={classes.tint} style={style} />;
});

interface BarProps {
  readonly label: string;
  readonly quantity: 'signalRms' | 'gradientRms';
  readonly value: number;
  /** What theory expects before training; null where it does not say. */
  readonly expected: number | null;
}

/** A log bar from the cold end, with theory's expectation as a tick. */
function Bar({ label, quantity, value, expected }: BarProps) {
  const t = useWords(canvasWords);
  const scale = LOG_SCALES[quantity];
  if (!scale) return null;
  const position = positionOf(scale, value);
  const text = formatNumber(value);
  return (
    <div
      className={classes.bar}
      title={
        expected === null
          ? `${label}: ${text}`
          : t('expected', { label, value: text, expected: formatNumber(expected) })
      }
    >
      <span className={classes.barLabel}>{label}</span>
      <span className={classes.track}>
        {!Number.isNaN(position) && (
          <span
            className={classes.fill}
            style={{ width: `${100 * position}%`, background: rampCss(position) }}
          />
        )}
        {expected !== null && (
          <span
            className={classes.tick}
            style={{ left: `${100 * positionOf(scale, expected)}%` }}
          />
        )}
      </span>
      <span className={classes.barNumber}>{text}</span>
    </div>
  );
}

/** The strip of live numbers below a node. Renders only when the node's own numbers changed. */
export const NodeReadings = memo(function NodeReadings({ node, inside }: ReadingsProps) {
  const t = useWords(canvasWords);
  const overlay = useView((state) => state.overlay);
  const reading = useNodeReading(node, inside);
  const expected = useExpectation(node);
  if (!reading) return null;
  const { deadNow, deadLasting } = reading;
  const mark = overlay === 'shapes' ? null : overlayMark(overlay, reading);
  const isDead = deadNow > 0;
  return (
    <div className={classes.readings}>
      <Bar
        label={t('signal')}
        quantity="signalRms"
        value={reading.signalRms}
        expected={expected.signalRms}
      />
      <Bar
        label={t('gradient')}
        quantity="gradientRms"
        value={reading.gradientRms}
        expected={expected.gradientRms}
      />
      {mark && (
        <span className={classes.mark} data-mark={mark.kind}>
          {mark.glyph} {mark.text}
        </span>
      )}
      {isDead && overlay !== 'dead' && (
        <span
          className={classes.dead}
          title={t('deadHelp', { now: formatShare(deadNow), lasting: formatShare(deadLasting) })}
        >
          ✕ {t('deadShare', { share: formatShare(deadNow) })}
        </span>
      )}
    </div>
  );
});

const THINNEST = 1.5;
const THICKEST = 9;

export interface EdgeReading {
  readonly style: CSSProperties;
  readonly text: string;
}

/** How an edge looks in an overlay: by the signal of the node that it leaves, or the gradient that comes back along it. */
export function useEdgeReading(source: string, target: string): EdgeReading | null {
  const overlay = useView((state) => state.overlay);
  const edgeOverlay = overlay === 'signal' || overlay === 'gradient' ? overlay : 'shapes';
  const value = useConnectionValue(source, target, edgeOverlay);
  return useMemo(() => {
    if (value === null || edgeOverlay === 'shapes') return null;
    const scale = LOG_SCALES[edgeOverlay === 'signal' ? 'signalRms' : 'gradientRms'];
    const position = scale ? positionOf(scale, value) : 0;
    return {
      style: {
        '--edge-colour': overlayColour(edgeOverlay, value),
        '--edge-width': THINNEST + position * (THICKEST - THINNEST),
      } as CSSProperties,
      text: formatNumber(value),
    };
  }, [edgeOverlay, value]);
}

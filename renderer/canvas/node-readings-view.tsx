import { type CSSProperties, memo, type ReactNode, useMemo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { useView } from '../app/state/view-store';
import {
  type NodeReading,
  useConnectionValue,
  useNodeReading,
  useOverlayValue,
  useWorstReading,
  type WorstReading,
} from '../monitor/node-readings';
import {
  formatNumber,
  formatShare,
  LOG_SCALES,
  overlayColour,
  positionOf,
  rampCss,
} from '../monitor/scale';
import { useShownLayout } from '../monitor/shown-numbers';
import { useExpectation } from './expectation';
import classes from './node-readings-view.module.css';
import { overlayMark } from './overlay-mark';
import { canvasWords } from './words';

export const useHasNumbers = (): boolean => useShownLayout() !== null;

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
  /** Of a block: where the number comes from. */
  readonly origin?: string;
}

/** A log bar from the cold end, with theory's expectation as a tick. */
function Bar({ label, quantity, value, expected, origin }: BarProps) {
  const t = useWords(canvasWords);
  const scale = LOG_SCALES[quantity];
  if (!scale) return null;
  const position = positionOf(scale, value);
  const text = formatNumber(value);
  const sentence =
    expected === null
      ? `${label}: ${text}`
      : t('expected', { label, value: text, expected: formatNumber(expected) });
  return (
    <div className={classes.bar} title={origin ? `${sentence}\n${origin}` : sentence}>
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

interface StripProps {
  readonly reading: NodeReading;
  readonly children: ReactNode;
}

/** Marks of the overlay and of dead units around the bars. */
function Strip({ reading, children }: StripProps) {
  const t = useWords(canvasWords);
  const overlay = useView((state) => state.overlay);
  const { deadNow, deadLasting } = reading;
  const mark = overlay === 'shapes' ? null : overlayMark(overlay, reading);
  return (
    <div className={classes.readings}>
      {children}
      {mark && (
        <span className={classes.mark} data-mark={mark.kind}>
          {mark.glyph} {mark.text}
        </span>
      )}
      {deadNow > 0 && overlay !== 'dead' && (
        <span
          className={classes.dead}
          title={t('deadHelp', { now: formatShare(deadNow), lasting: formatShare(deadLasting) })}
        >
          ✕ {t('deadShare', { share: formatShare(deadNow) })}
        </span>
      )}
    </div>
  );
}

const BARS = ['signalRms', 'gradientRms'] as const;
const BAR_LABELS = { signalRms: 'signal', gradientRms: 'gradient' } as const;

function LayerReadings({ node }: { readonly node: string }) {
  const t = useWords(canvasWords);
  const reading = useNodeReading(node);
  const expected = useExpectation(node);
  if (!reading) return null;
  return (
    <Strip reading={reading}>
      {BARS.map((quantity) => (
        <Bar
          key={quantity}
          label={t(BAR_LABELS[quantity])}
          quantity={quantity}
          value={reading[quantity]}
          expected={expected[quantity]}
        />
      ))}
    </Strip>
  );
}

interface WorstBarProps {
  readonly quantity: (typeof BARS)[number];
  readonly worst: WorstReading;
  /** What the layer that gives the block's output measured. */
  readonly output: NodeReading | null;
}

/** A bar of the layer inside that is farthest from what is usual, which it names. */
function WorstBar({ quantity, worst, output }: WorstBarProps) {
  const t = useWords(canvasWords);
  const layer = worst.layers[quantity];
  const expected = useExpectation(layer);
  const name = useAnalysis(({ nodes }) => nodes.get(layer)?.node.name ?? '');
  const origin = t('worstInside', {
    layer: name,
    output: formatNumber(output?.[quantity] ?? Number.NaN),
  });
  return (
    <Bar
      label={t(BAR_LABELS[quantity])}
      quantity={quantity}
      value={worst.values[quantity]}
      expected={expected[quantity]}
      origin={layer && origin}
    />
  );
}

function BlockReadings({ node, inside }: Required<ReadingsProps>) {
  const worst = useWorstReading(inside);
  const output = useNodeReading(node);
  if (!worst) return null;
  return (
    <Strip reading={worst.values}>
      {BARS.map((quantity) => (
        <WorstBar key={quantity} quantity={quantity} worst={worst} output={output} />
      ))}
    </Strip>
  );
}

/** The strip of live numbers below a node; of a block, the worst of the layers inside. Renders only when they changed. */
export const NodeReadings = memo(function NodeReadings({ node, inside = [] }: ReadingsProps) {
  return inside.length > 0 ? (
    <BlockReadings node={node} inside={inside} />
  ) : (
    <LayerReadings node={node} />
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

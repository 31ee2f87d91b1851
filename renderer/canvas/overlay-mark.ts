import type { LayerQuantity } from '../../shared/telemetry/layout';
import type { Overlay } from '../app/state/view-store';
import {
  formatNumber,
  formatShare,
  LOG_SCALES,
  OVERLAY_QUANTITIES,
  positionOf,
} from '../monitor/scale';

/** A reading as a glyph and a number, for those who do not see its colour. */
export interface OverlayMark {
  readonly kind: 'low' | 'usual' | 'high' | 'harm';
  readonly glyph: string;
  readonly text: string;
}

/** On a scale of six decades to either side: a quarter of the way from the middle to an end is 1.5 decades. */
const LOW = 0.375;
const HIGH = 0.625;

/** How the overlay's quantity of a layer stands: ▼ small, ● usual, ▲ large, ✕ dead units; null where not measured. */
export function overlayMark(
  overlay: Exclude<Overlay, 'shapes'>,
  reading: Readonly<Record<LayerQuantity, number>>,
): OverlayMark | null {
  const quantity = OVERLAY_QUANTITIES[overlay];
  const value = reading[quantity];
  if (Number.isNaN(value)) return null;
  const scale = LOG_SCALES[quantity];
  if (!scale) {
    return value > 0
      ? { kind: 'harm', glyph: '✕', text: formatShare(value) }
      : { kind: 'usual', glyph: '●', text: formatShare(value) };
  }
  const position = positionOf(scale, value);
  const text = formatNumber(value);
  if (position < LOW) return { kind: 'low', glyph: '▼', text };
  if (position > HIGH) return { kind: 'high', glyph: '▲', text };
  return { kind: 'usual', glyph: '●', text };
}

import { memo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { type Overlay, useView } from '../app/state/view-store';
import { overlayTicks, rampCss } from '../monitor/scale';
import classes from './legend.module.css';
import { useHasNumbers } from './node-readings-view';
import { canvasWords } from './words';

const STOPS = 24;
const GRADIENT = `linear-gradient(to right, ${Array.from({ length: STOPS + 1 }, (_, stop) =>
  rampCss(stop / STOPS),
).join(', ')})`;

/** Dead units use the cold half alone: none is the healthy middle. */
const HARM_GRADIENT = `linear-gradient(to right, ${Array.from({ length: STOPS + 1 }, (_, stop) =>
  rampCss(stop / STOPS / 2),
).join(', ')})`;

type Coloured = Exclude<Overlay, 'shapes'>;

const ENDS: Readonly<
  Record<
    Coloured,
    readonly [
      low: `mark.${'vanishing' | 'slow' | 'some'}`,
      high: `mark.${'exploding' | 'fast' | 'healthy'}`,
    ]
  >
> = {
  signal: ['mark.vanishing', 'mark.exploding'],
  gradient: ['mark.vanishing', 'mark.exploding'],
  dead: ['mark.some', 'mark.healthy'],
  updates: ['mark.slow', 'mark.fast'],
};

const GLYPHS: Readonly<Record<Coloured, readonly [string, string]>> = {
  signal: ['▼', '▲'],
  gradient: ['▼', '▲'],
  dead: ['✕', '●'],
  updates: ['▼', '▲'],
};

function Scale({ overlay }: { readonly overlay: Coloured }) {
  const t = useWords(canvasWords);
  const reach = overlay === 'dead' ? 0.5 : 1;
  const [low, high] = ENDS[overlay];
  const [lowGlyph, highGlyph] = GLYPHS[overlay];
  return (
    <>
      <div className={classes.head}>
        <span>
          {lowGlyph} {t(low)}
        </span>
        <strong>{t(`legend.${overlay}`)}</strong>
        <span>
          {t(high)} {highGlyph}
        </span>
      </div>
      <div
        className={classes.ramp}
        style={{ background: overlay === 'dead' ? HARM_GRADIENT : GRADIENT }}
      />
      <div className={classes.ticks}>
        {overlayTicks(overlay).map((tick) => (
          <span key={tick.value} style={{ left: `${(100 * tick.position) / reach}%` }}>
            {tick.label}
          </span>
        ))}
      </div>
    </>
  );
}

/** What the overlay's colours mean; absent in the overlay of shapes, which has none. */
export const Legend = memo(function Legend() {
  const t = useWords(canvasWords);
  const overlay = useView((state) => state.overlay);
  const hasRun = useHasNumbers();
  if (overlay === 'shapes') return null;
  return (
    <div className={classes.legend}>
      {hasRun ? <Scale overlay={overlay} /> : <p className={classes.hint}>{t('legend.none')}</p>}
    </div>
  );
});

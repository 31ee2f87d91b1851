import { type KeyboardEvent, type PointerEvent, useCallback, useRef, useState } from 'react';
import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { useWords } from '../../app/i18n/i18n';
import type { Painter } from '../../monitor/painter';
import { Plot, type PlotSize } from '../../monitor/plot';
import { usePlotTheme } from '../../monitor/plot-theme';
import { formatNumber } from '../../monitor/scale';
import type { Field } from './field';
import styles from './landscape.module.css';
import { FIRST_VIEW, turned, type View } from './surface';
import { drawSurface } from './surface-draw';
import { landscapeWords } from './words';

const DEGREES_A_PIXEL = 0.5;
const DEGREES_A_KEY = 5;

const KEYS: Readonly<Record<string, (view: View) => View>> = {
  ArrowLeft: (view) => turned(view, -DEGREES_A_KEY, 0),
  ArrowRight: (view) => turned(view, DEGREES_A_KEY, 0),
  ArrowUp: (view) => turned(view, 0, DEGREES_A_KEY),
  ArrowDown: (view) => turned(view, 0, -DEGREES_A_KEY),
  Home: () => FIRST_VIEW,
};

interface SurfacePlotProps {
  readonly picture: LandscapePicture;
  readonly field: Field;
  readonly height: number;
}

/** The plane as a surface that is turned by dragging or by key. */
export function SurfacePlot({ picture, field, height }: SurfacePlotProps) {
  const t = useWords(landscapeWords);
  const theme = usePlotTheme();
  const [view, setView] = useState(FIRST_VIEW);
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [start, end] = [t('markStart'), t('markEnd')];
  const draw = useCallback(
    (painter: Painter, size: PlotSize) =>
      drawSurface(painter, size, { picture, field, view, theme, words: { start, end } }),
    [picture, field, view, theme, start, end],
  );
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!held.current) return;
    const { x, y } = held.current;
    held.current = { x: event.clientX, y: event.clientY };
    setView((from) =>
      turned(from, DEGREES_A_PIXEL * (event.clientX - x), DEGREES_A_PIXEL * (event.clientY - y)),
    );
  };
  const letGo = (): void => {
    held.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const change = KEYS[event.key];
    if (!change) return;
    event.preventDefault();
    setView(change);
  };
  const label = t('surfaceLabel', {
    low: formatNumber(field.scale.low),
    high: formatNumber(field.scale.high),
    turn: Math.round(view.turn),
    tilt: Math.round(view.tilt),
  });
  return (
    <figure className={styles.figure}>
      <figcaption>
        {t('surface')} · {t('surfaceKeys')}
      </figcaption>
      <Plot testId="landscape-surface" label={label} draw={draw} height={height}>
        {() => (
          <div
            className={styles.turn}
            role="application"
            aria-label={`${label} ${t('surfaceKeys')}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the surface is turned with the arrow keys
            tabIndex={0}
            data-testid="landscape-turn"
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={letGo}
            onPointerCancel={letGo}
            onKeyDown={onKeyDown}
          />
        )}
      </Plot>
    </figure>
  );
}

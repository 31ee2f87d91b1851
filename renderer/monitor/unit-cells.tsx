import { useElementSize } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { useWords } from '../app/i18n/i18n';
import { selectPath } from '../app/state/opened-store';
import { firingShares, unitAt, unitGrid } from './dead-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot } from './plot';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import { firingPosition, formatShare, rampCss } from './scale';
import { formatStep } from './time-axis';
import { Tip } from './time-overlay';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

/** Cells smaller than this have no room for the cross; colour and the list below tell. */
const CROSS_CELL = 7;
const GAP_CELL = 5;
/** So many dead units are named; more would be a wall of numbers. */
const LISTED_UNITS = 24;

export interface UnitCellsProps {
  readonly watched: Watched;
  readonly layer: number;
}

/** A cell for each unit of a layer, coloured by the share of samples for which it fires. */
export function UnitCells({ watched, layer }: UnitCellsProps) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<{ unit: number; x: number; y: number } | null>(null);
  const { recorded, step } = watched;
  const { layout, telemetry } = recorded;
  const { units, name, node } = layout.layers[layer];
  const grid = unitGrid(units, Math.max(1, Math.floor(width)));
  const draw = useCallback(
    (painter: Painter) => {
      const now = firingShares(recorded.telemetry, recorded.layout, layer, step);
      if (now) drawUnits(painter, now, unitGrid(now.length, Math.floor(width)), theme);
    },
    [recorded, layer, step, width, theme],
  );
  const shares = firingShares(telemetry, layout, layer, step);
  if (!shares) return <div ref={ref} />;
  const dead: number[] = [];
  shares.forEach((share, unit) => {
    if (share === 0) dead.push(unit);
  });
  const unitWords = (unit: number): string =>
    shares[unit] === 0
      ? t('unitDead', { unit })
      : t('unitCell', { unit, share: formatShare(shares[unit]) });
  return (
    <div ref={ref} className={classes.units}>
      <Plot
        testId={`unit-grid-${node}`}
        label={t('unitGridLabel', {
          layer: name,
          dead: dead.length,
          units,
          step: formatStep(shownStep(watched)),
        })}
        draw={draw}
        height={grid.rows * grid.cell}
        summary={{ units, dead: dead.length, columns: grid.columns, cell: grid.cell }}
      >
        {(size) => (
          <>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard the layer's button selects it, and dead units are listed as text */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
            <div
              className={classes.fill}
              onPointerMove={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                const x = event.clientX - box.left;
                const y = event.clientY - box.top;
                const unit = unitAt(grid, units, x, y);
                setPointed(unit < 0 ? null : { unit, x, y });
              }}
              onPointerLeave={() => setPointed(null)}
              onClick={() => selectPath(node)}
            />
            {pointed && pointed.unit < shares.length && (
              <Tip x={pointed.x} y={pointed.y} flip={pointed.x > size.width / 2}>
                {unitWords(pointed.unit)}
              </Tip>
            )}
          </>
        )}
      </Plot>
      {dead.length > 0 && (
        <p className={classes.deadList}>
          × {dead.slice(0, LISTED_UNITS).join(', ')}
          {dead.length > LISTED_UNITS ? ' …' : ''}
        </p>
      )}
    </div>
  );
}

function drawUnits(
  painter: Painter,
  shares: Float32Array,
  grid: ReturnType<typeof unitGrid>,
  theme: PlotTheme,
): void {
  const gap = grid.cell >= GAP_CELL ? 1 : 0;
  const side = grid.cell - gap;
  for (let unit = 0; unit < shares.length; unit += 1) {
    const x = (unit % grid.columns) * grid.cell;
    const y = Math.floor(unit / grid.columns) * grid.cell;
    const share = shares[unit];
    painter.rect(x, y, side, side, rampCss(firingPosition(share)));
    if (share !== 0) continue;
    if (theme.dark) painter.frame(x + 0.5, y + 0.5, side - 1, side - 1, { stroke: theme.dimmed });
    if (grid.cell < CROSS_CELL) continue;
    const inset = side / 4;
    painter.line(
      [
        x + inset,
        y + inset,
        x + side - inset,
        y + side - inset,
        Number.NaN,
        Number.NaN,
        x + side - inset,
        y + inset,
        x + inset,
        y + side - inset,
      ],
      { stroke: '#ffffff', width: 1.25 },
    );
  }
}

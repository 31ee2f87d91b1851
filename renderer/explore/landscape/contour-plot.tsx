import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { useWords } from '../../app/i18n/i18n';
import type { Painter } from '../../monitor/painter';
import { Plot, type PlotSize } from '../../monitor/plot';
import { usePlotTheme } from '../../monitor/plot-theme';
import { formatNumber } from '../../monitor/scale';
import type { PlotArea } from '../../monitor/time-axis';
import { areaOf, drawContour, pixelOf } from './contour-draw';
import { bandsOf } from './contours';
import { type Field, type GridPoint, placeOf, pointAt } from './field';
import type { LandscapeFigures } from './figures';
import styles from './landscape.module.css';
import { landscapeWords } from './words';

/** A canvas with the bands; the painter stretches it. */
function imageOf(field: Field): HTMLCanvasElement {
  const { side, pixels } = bandsOf(field);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, side, side), 0, 0);
  return canvas;
}

interface ContourPlotProps {
  readonly picture: LandscapePicture;
  readonly field: Field;
  readonly figures: LandscapeFigures;
  readonly height: number;
}

/** The plane from above: filled contours with their levels, the path, the lowest point, and a cursor over the points. */
export function ContourPlot({ picture, field, figures, height }: ContourPlotProps) {
  const t = useWords(landscapeWords);
  const theme = usePlotTheme();
  const image = useMemo(() => imageOf(field), [field]);
  const [start, end, lowest] = [t('markStart'), t('markEnd'), t('markLowest')];
  const draw = useCallback(
    (painter: Painter, size: PlotSize) =>
      drawContour(painter, size, { picture, field, image, theme, words: { start, end, lowest } }),
    [picture, field, image, theme, start, end, lowest],
  );
  const { path } = picture;
  const last = path ? path.steps.length - 1 : 0;
  const pathWords = path
    ? t('pathLabel', {
        alpha: formatNumber(path.alpha[0]),
        beta: formatNumber(path.beta[0]),
        count: path.steps.length,
        endAlpha: formatNumber(path.alpha[last]),
        endBeta: formatNumber(path.beta[last]),
      })
    : '';
  const label = t('contourLabel', {
    centre: formatNumber(figures.centre),
    low: formatNumber(field.scale.low),
    high: formatNumber(field.scale.high),
    alpha: formatNumber(figures.lowest?.alpha ?? Number.NaN),
    beta: formatNumber(figures.lowest?.beta ?? Number.NaN),
    path: pathWords,
  });
  return (
    <figure className={styles.figure}>
      <figcaption>{t('contour')}</figcaption>
      <Plot
        testId="landscape-contour"
        label={label.trim()}
        draw={draw}
        height={height}
        summary={{ measured: picture.measured, levels: field.scale.levels.length }}
      >
        {(size) => <PointCursor field={field} area={areaOf(size)} />}
      </Plot>
    </figure>
  );
}

/** Where a key leads from a point. */
const MOVES: Readonly<Record<string, (point: GridPoint, field: Field) => GridPoint>> = {
  ArrowUp: ({ column, row }) => ({ column, row: row + 1 }),
  ArrowDown: ({ column, row }) => ({ column, row: row - 1 }),
  ArrowLeft: ({ column, row }) => ({ column: column - 1, row }),
  ArrowRight: ({ column, row }) => ({ column: column + 1, row }),
  Home: (_, field) => centreOf(field),
  End: (point, { lowest, resolution }) => (lowest < 0 ? point : pointAt(lowest, resolution)),
};

function centreOf(field: Field): GridPoint {
  const { x, y } = placeOf(field, 0, 0);
  return { column: Math.round(x), row: Math.round(y) };
}

/** Tooltips to the right of this share of the picture open to the left. */
const FLIP_SHARE = 0.6;

/** Pointer and keyboard over the measured points: tells α, β and the loss. */
function PointCursor({ field, area }: { readonly field: Field; readonly area: PlotArea }) {
  const t = useWords(landscapeWords);
  const [hovered, setHovered] = useState<GridPoint | null>(null);
  const [focused, setFocused] = useState<GridPoint | null>(null);
  const { resolution, alphas, betas, losses } = field;
  const inside = ({ column, row }: GridPoint): GridPoint => ({
    column: Math.min(resolution - 1, Math.max(0, column)),
    row: Math.min(resolution - 1, Math.max(0, row)),
  });
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const along = (share: number): number => Math.round(share * (resolution - 1));
    setHovered(
      inside({
        column: along((event.clientX - box.left) / box.width),
        row: along(1 - (event.clientY - box.top) / box.height),
      }),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    setHovered(null);
    setFocused(inside(move(focused ?? centreOf(field), field)));
  };
  const lossWords = (loss: number): string => {
    if (Number.isNaN(loss)) return t('notMeasured');
    return Number.isFinite(loss) ? formatNumber(loss) : t('notFinite');
  };
  const wordsOf = ({ column, row }: GridPoint): string =>
    t('point', {
      alpha: formatNumber(alphas[column]),
      beta: formatNumber(betas[row]),
      loss: lossWords(losses[row * resolution + column]),
    });
  // Another picture may have fewer points.
  const shown = hovered ?? focused;
  const told = shown && inside(shown);
  const pixel = told && pixelOf(area, resolution, told.column, told.row);
  return (
    <>
      <div
        className={styles.keyTarget}
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        role="application"
        aria-label={t('cursor')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the landscape is walked point by point with the arrow keys
        tabIndex={0}
        data-testid="landscape-points"
        onFocus={() => setFocused((point) => point ?? centreOf(field))}
        onBlur={() => setFocused(null)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setHovered(null)}
      />
      {told && pixel && (
        <div className={styles.point} style={{ left: pixel.x, top: pixel.y }}>
          <span
            className={styles.tip}
            data-left={pixel.x > area.left + FLIP_SHARE * area.width || undefined}
          >
            {wordsOf(told)}
          </span>
        </div>
      )}
      <VisuallyHidden aria-live="polite">{focused ? wordsOf(inside(focused)) : ''}</VisuallyHidden>
    </>
  );
}

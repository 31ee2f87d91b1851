import { useElementSize, useInViewport, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useExportable } from './export-registry';
import classes from './monitor.module.css';
import { CanvasPainter, type Painter } from './painter';

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

export interface PlotProps {
  readonly testId: string;
  /** What the picture shows, in words: read instead of it. */
  readonly label: string;
  /** Draws the whole picture; redrawn whenever the function or the size changes, and never else. */
  readonly draw: (painter: Painter, size: PlotSize) => void;
  /** Drawn over it, and redrawn alone: what stands out just now. */
  readonly over?: (painter: Painter, size: PlotSize) => void;
  /** Numbers behind the pixels, as `data-*`. */
  readonly summary?: Readonly<Record<string, string | number>>;
  readonly height?: number;
  /** Told the size before it is drawn, where what is drawn depends on it beyond the drawing. */
  readonly onSize?: (size: PlotSize) => void;
  /** What lies over the picture (cursor, tooltip), made for its size. */
  readonly children?: (size: PlotSize) => ReactNode;
}

/** Draws a whole canvas anew, sharp on every screen. */
function paint(
  canvas: HTMLCanvasElement | null,
  { width, height }: PlotSize,
  draw: PlotProps['draw'],
): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context || width < 1 || height < 1) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  draw(new CanvasPainter(context), { width, height });
}

/** A canvas that fills its place, sharp on every screen, and exports as it is drawn. */
export function Plot({ testId, label, draw, over, summary, height, onSize, children }: PlotProps) {
  const { ref: sizeRef, width, height: measured } = useElementSize<HTMLDivElement>();
  const element = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const { ref: viewportRef, inViewport } = useInViewport<HTMLDivElement>();
  const host = useMergedRef(sizeRef, element, viewportRef);
  const size = useMemo(
    () => ({ width: Math.floor(width), height: Math.floor(measured) }),
    [width, measured],
  );

  // Charts that are scrolled out of sight cost nothing until they come back.
  useEffect(() => {
    if (inViewport) paint(canvas.current, size, draw);
  }, [draw, size, inViewport]);
  useEffect(() => {
    if (inViewport && over) paint(upper.current, size, over);
  }, [over, size, inViewport]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another size is news to the listener
  useLayoutEffect(() => {
    if (size.width > 0) onSize?.(size);
  }, [size]);

  useExportable(
    useMemo(
      () => ({
        element: () => element.current,
        draw: (painter) => {
          draw(painter, size);
          over?.(painter, size);
        },
      }),
      [draw, over, size],
    ),
  );

  const data = Object.fromEntries(
    Object.entries(summary ?? {}).map(([key, value]) => [`data-${key}`, String(value)]),
  );
  return (
    <div
      ref={host}
      className={classes.plot}
      style={height ? { height, flex: `0 0 ${height}px` } : undefined}
    >
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={label}
        data-testid={testId}
        {...data}
      />
      {over && <canvas ref={upper} className={classes.canvas} aria-hidden />}
      {size.width > 0 && children?.(size)}
    </div>
  );
}

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
  /** Numbers behind the pixels, as `data-*`. */
  readonly summary?: Readonly<Record<string, string | number>>;
  readonly height?: number;
  /** Told the size before it is drawn, where what is drawn depends on it beyond the drawing. */
  readonly onSize?: (size: PlotSize) => void;
  /** What lies over the picture (cursor, tooltip), made for its size. */
  readonly children?: (size: PlotSize) => ReactNode;
}

/** A canvas that fills its place, sharp on every screen, and exports as it is drawn. */
export function Plot({ testId, label, draw, summary, height, onSize, children }: PlotProps) {
  const { ref: sizeRef, width, height: measured } = useElementSize<HTMLDivElement>();
  const element = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref: viewportRef, inViewport } = useInViewport<HTMLDivElement>();
  const host = useMergedRef(sizeRef, element, viewportRef);
  const size = useMemo(
    () => ({ width: Math.floor(width), height: Math.floor(measured) }),
    [width, measured],
  );

  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    // Charts that are scrolled out of sight cost nothing until they come back.
    if (!inViewport || !target || !context || size.width < 1 || size.height < 1) return;
    const ratio = window.devicePixelRatio || 1;
    target.width = Math.round(size.width * ratio);
    target.height = Math.round(size.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    draw(new CanvasPainter(context), size);
  }, [draw, size, inViewport]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another size is news to the listener
  useLayoutEffect(() => {
    if (size.width > 0) onSize?.(size);
  }, [size]);

  useExportable(
    useMemo(
      () => ({ element: () => element.current, draw: (painter) => draw(painter, size) }),
      [draw, size],
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
      {size.width > 0 && children?.(size)}
    </div>
  );
}

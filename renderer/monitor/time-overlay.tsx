import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { MIN_BRUSH_PIXELS, useCursorControl } from './cursor';
import classes from './monitor.module.css';
import { type PlotArea, pixelOfStep, type StepRange, stepOfPixel } from './time-axis';

export interface HoverPoint {
  readonly x: number;
  readonly y: number;
  readonly step: number;
}

export interface TimeOverlayProps {
  readonly area: PlotArea;
  readonly range: StepRange;
  /** What a tooltip says of the point under the pointer; null says nothing. */
  readonly tell?: (point: HoverPoint) => ReactNode;
  /** After a click that set the cursor. */
  readonly onPick?: (point: HoverPoint) => void;
}

/** Tooltips to the right of this share of the plot open to the left. */
const FLIP_SHARE = 0.6;

/**
 * The time cursor, the brush and the tooltip over one chart: a click puts the cursor of all charts on a recorded
 * step, a drag zooms all of them, a double click shows the whole run again. Drawn apart from the chart, so that
 * moving the cursor redraws no chart.
 */
export function TimeOverlay({ area, range, tell, onPick }: TimeOverlayProps) {
  const control = useCursorControl();
  const cursor = control.store((state) => state.step);
  const [hover, setHover] = useState<HoverPoint | null>(null);
  const [brush, setBrush] = useState<{ from: number; to: number } | null>(null);
  const start = useRef<number | null>(null);

  const pointOf = (event: PointerEvent<HTMLDivElement>): HoverPoint => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = area.left + Math.min(area.width, Math.max(0, event.clientX - box.left));
    const y = area.top + Math.min(area.height, Math.max(0, event.clientY - box.top));
    return { x, y, step: stepOfPixel(area, range, x) };
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = pointOf(event).x;
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const point = pointOf(event);
    setHover(point);
    if (start.current === null) return;
    const moved = Math.abs(point.x - start.current) >= MIN_BRUSH_PIXELS;
    if (moved || brush) setBrush({ from: start.current, to: point.x });
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current === null) return;
    const point = pointOf(event);
    if (brush)
      control.zoomTo(stepOfPixel(area, range, brush.from), stepOfPixel(area, range, point.x));
    else {
      control.setNear(point.step);
      onPick?.(point);
    }
    start.current = null;
    setBrush(null);
  };

  const cancel = (): void => {
    start.current = null;
    setBrush(null);
  };

  const line = cursor === null ? range[1] : cursor;
  const inside = line >= range[0] && line <= range[1];
  const words = hover && !brush ? tell?.(hover) : null;
  return (
    <>
      {inside && (
        <div
          className={classes.cursor}
          data-live={cursor === null || undefined}
          style={{
            left: pixelOfStep(area, range, line),
            top: area.top,
            height: area.height,
          }}
        />
      )}
      {brush && (
        <div
          className={classes.brush}
          style={{
            left: Math.min(brush.from, brush.to),
            width: Math.abs(brush.to - brush.from),
            top: area.top,
            height: area.height,
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way only; by keyboard the time cursor's slider and zoom buttons do the same for all charts */}
      <div
        className={classes.pointer}
        data-testid="time-overlay"
        style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={cancel}
        onPointerLeave={() => setHover(null)}
        onDoubleClick={control.resetZoom}
      />
      {hover && words && (
        <Tip x={hover.x} y={hover.y} flip={hover.x > area.left + FLIP_SHARE * area.width}>
          {words}
        </Tip>
      )}
    </>
  );
}

/** A tooltip beside a point of a chart; it never takes the pointer. */
export function Tip({
  x,
  y,
  flip,
  children,
}: {
  readonly x: number;
  readonly y: number;
  readonly flip: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.tip} data-flip={flip || undefined} style={{ left: x, top: y }}>
      {children}
    </div>
  );
}

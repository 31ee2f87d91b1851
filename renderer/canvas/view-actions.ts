import type { Position } from '../../shared/document/schema';
import { currentFlow, currentSurface } from './canvas-store';
import { NODE_HEIGHT, NODE_WIDTH } from './geometry';

const ZOOM_MS = 160;
/** Room for what floats over the canvas: the overlay's switch above, the tools at the left. */
const MARGINS = { top: 64, right: 24, bottom: 24, left: 72 } as const;
const FIT_PADDING = {
  top: `${MARGINS.top}px`,
  right: `${MARGINS.right}px`,
  bottom: `${MARGINS.bottom}px`,
  left: `${MARGINS.left}px`,
} as const;
/** A network of two layers should not fill the screen with one node. */
const MAX_FIT_ZOOM = 1;

/** Turned off where the person asked their system for less motion. */
const duration = (): number =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ZOOM_MS;

export const FIT_OPTIONS = { padding: FIT_PADDING, maxZoom: MAX_FIT_ZOOM } as const;

export function fitAll(): void {
  void currentFlow()?.fitView({ ...FIT_OPTIONS, duration: duration() });
}

/** Smaller than this, names cannot be read, and a thousand nodes would be drawn at once to show nothing. */
const MIN_OPENING_ZOOM = 0.3;

/** The first look at a network: all of it, or, where that would be too small to read, where it begins. */
export function showOpened(): void {
  const flow = currentFlow();
  const surface = currentSurface()?.getBoundingClientRect();
  const nodes = flow?.getNodes() ?? [];
  if (!flow || !surface || nodes.length === 0) return;
  const bounds = flow.getNodesBounds(nodes);
  const fitting = Math.min(
    (surface.width - MARGINS.left - MARGINS.right) / bounds.width,
    (surface.height - MARGINS.top - MARGINS.bottom) / bounds.height,
  );
  if (fitting >= MIN_OPENING_ZOOM) {
    void flow.fitView(FIT_OPTIONS);
    return;
  }
  const zoom = MIN_OPENING_ZOOM;
  void flow.setViewport({
    x: MARGINS.left - bounds.x * zoom,
    y: MARGINS.top - bounds.y * zoom,
    zoom,
  });
}

export function zoomBy(direction: 'in' | 'out'): void {
  const flow = currentFlow();
  if (!flow) return;
  if (direction === 'in') void flow.zoomIn({ duration: duration() });
  else void flow.zoomOut({ duration: duration() });
}

/** Brings one node to the middle of the view, near enough to be read. */
export function revealNode(id: string): void {
  const flow = currentFlow();
  const node = flow?.getNode(id);
  if (!flow || !node) return;
  void flow.setCenter(
    node.position.x + (node.width ?? 0) / 2,
    node.position.y + (node.height ?? 0) / 2,
    { zoom: Math.max(flow.getZoom(), 0.8), duration: duration() },
  );
}

/** Moves the view only as far as it takes to show a node that was put at `corner`: it may have landed outside. */
export function keepInView(corner: Position): void {
  const flow = currentFlow();
  const bounds = currentSurface()?.getBoundingClientRect();
  if (!flow || !bounds) return;
  const zoom = flow.getZoom();
  const { x, y } = flow.flowToScreenPosition(corner);
  const { top, right, bottom, left } = MARGINS;
  const missing = {
    x:
      Math.min(0, bounds.right - right - (x + NODE_WIDTH * zoom)) +
      Math.max(0, bounds.left + left - x),
    y:
      Math.min(0, bounds.bottom - bottom - (y + NODE_HEIGHT * zoom)) +
      Math.max(0, bounds.top + top - y),
  };
  if (missing.x === 0 && missing.y === 0) return;
  const view = flow.getViewport();
  void flow.setViewport(
    { x: view.x + missing.x, y: view.y + missing.y, zoom },
    { duration: duration() },
  );
}

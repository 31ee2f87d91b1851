import type { Position } from '../../shared/document/schema';
import { currentFlow, currentSurface } from './canvas-store';
import { boundsOf, liesIn, NODE_HEIGHT, NODE_WIDTH, panToShow, type Rectangle } from './geometry';

const ZOOM_MS = 160;
/** Room for what floats over the canvas: the overlay's switch above, the tools at the left. */
const MARGINS = { top: 64, right: 24, bottom: 24, left: 72 } as const;
const NO_MARGINS = { top: 0, right: 0, bottom: 0, left: 0 } as const;
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

/** The part of the screen that the canvas has, without what floats over it where `margins` says so. */
function viewOnScreen(margins: boolean): Rectangle | null {
  const bounds = currentSurface()?.getBoundingClientRect();
  if (!bounds) return null;
  const { top, right, bottom, left } = margins ? MARGINS : NO_MARGINS;
  return {
    x: bounds.left + left,
    y: bounds.top + top,
    width: bounds.width - left - right,
    height: bounds.height - top - bottom,
  };
}

function boxOnScreen({ x, y, width, height }: Rectangle): Rectangle | null {
  const flow = currentFlow();
  if (!flow) return null;
  const zoom = flow.getZoom();
  const corner = flow.flowToScreenPosition({ x, y });
  return { ...corner, width: width * zoom, height: height * zoom };
}

function panUntilShown(box: Rectangle): void {
  const flow = currentFlow();
  const view = viewOnScreen(true);
  const shown = boxOnScreen(box);
  if (!flow || !view || !shown) return;
  const missing = panToShow(shown, view);
  if (missing.x === 0 && missing.y === 0) return;
  const { x, y, zoom } = flow.getViewport();
  void flow.setViewport({ x: x + missing.x, y: y + missing.y, zoom }, { duration: duration() });
}

/** Moves the view only as far as it takes to show a node that was put at `corner`: it may have landed outside. */
export const keepInView = (corner: Position): void =>
  panUntilShown({ ...corner, width: NODE_WIDTH, height: NODE_HEIGHT });

/**
 * Moves the view only as far as it takes to show what was changed elsewhere: not at all where all of it, or of what
 * is too large to be shown at once a part, can be seen. Of the latter the first box is shown.
 */
export function showChanged(boxes: readonly Rectangle[]): void {
  const [view, inner] = [viewOnScreen(false), viewOnScreen(true)];
  const whole = boundsOf(boxes);
  const shown = whole && boxOnScreen(whole);
  if (!view || !inner || !whole || !shown || liesIn(shown, view)) return;
  const fits = shown.width <= inner.width && shown.height <= inner.height;
  const isSeen = boxes.some((box) => {
    const each = boxOnScreen(box);
    return each !== null && liesIn(each, view);
  });
  if (fits) panUntilShown(whole);
  else if (!isSeen) panUntilShown(boxes[0]);
}

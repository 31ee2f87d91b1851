import type { Position } from '../../shared/document/schema';
import { currentFlow, currentSurface } from './canvas-store';
import {
  boundsOf,
  liesIn,
  NODE_HEIGHT,
  NODE_WIDTH,
  panToShow,
  type Rectangle,
  viewportFor,
} from './geometry';

const ZOOM_MS = 160;
export const MIN_ZOOM = 0.03;
/** Below this, nodes are drawn without their words, and edits without theirs. */
export const FAR_ZOOM = 0.45;
/** Between what is shown and what floats over the canvas, or its edge. */
const GAP = 16;
/** A network of two layers should not fill the screen with one node. */
const MAX_FIT_ZOOM = 1;

/** Turned off where the person asked their system for less motion. */
const duration = (): number =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ZOOM_MS;

/**
 * The part of the canvas, in its own pixels, that nothing floats over: below the overlay's switch and the legend,
 * beside the tools, which lie at the bottom where the canvas is low.
 */
function freeView(surface: HTMLElement): Rectangle {
  const { left, top, width, height } = surface.getBoundingClientRect();
  const edges = { left: GAP, top: GAP, bottom: height - GAP };
  for (const panel of surface.querySelectorAll('.react-flow__panel:is(.top, .bottom.left)')) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (panel.classList.contains('top')) edges.top = Math.max(edges.top, box.bottom - top + GAP);
    else if (box.height > box.width) edges.left = Math.max(edges.left, box.right - left + GAP);
    else edges.bottom = Math.min(edges.bottom, box.top - top - GAP);
  }
  return {
    x: edges.left,
    y: edges.top,
    width: Math.max(1, width - GAP - edges.left),
    height: Math.max(1, edges.bottom - edges.top),
  };
}

export function fitAll(): void {
  const flow = currentFlow();
  const surface = currentSurface();
  const nodes = flow?.getNodes() ?? [];
  if (!flow || !surface || nodes.length === 0) return;
  const zooms = { least: MIN_ZOOM, most: MAX_FIT_ZOOM };
  const viewport = viewportFor(flow.getNodesBounds(nodes), freeView(surface), zooms);
  void flow.setViewport(viewport, { duration: duration() });
}

/** Smaller than this, names cannot be read, and a thousand nodes would be drawn at once to show nothing. */
const MIN_OPENING_ZOOM = 0.3;

/** The first look at a network: all of it, or, where that would be too small to read, where it begins. */
export function showOpened(): void {
  const flow = currentFlow();
  const surface = currentSurface();
  const nodes = flow?.getNodes() ?? [];
  if (!flow || !surface || nodes.length === 0) return;
  const zooms = { least: MIN_OPENING_ZOOM, most: MAX_FIT_ZOOM };
  void flow.setViewport(viewportFor(flow.getNodesBounds(nodes), freeView(surface), zooms));
}

export function zoomBy(direction: 'in' | 'out'): void {
  const flow = currentFlow();
  if (!flow) return;
  if (direction === 'in') void flow.zoomIn({ duration: duration() });
  else void flow.zoomOut({ duration: duration() });
}

/** An edit's marks stand at a node's upper corner and below it. Pixels of the network. */
const MARK_ROOM = { above: 16, below: 40 } as const;

/** Brings what an edit would change into the free part of the view, near enough to be read: all of it, or else where it begins. */
export function showMarked(boxes: readonly Rectangle[]): void {
  const flow = currentFlow();
  const surface = currentSurface();
  const free = viewOnScreen(true);
  const bounds = boundsOf(
    boxes.map(({ x, y, width, height }) => ({
      x,
      y: y - MARK_ROOM.above,
      width,
      height: height + MARK_ROOM.above + MARK_ROOM.below,
    })),
  );
  const shown = bounds && boxOnScreen(bounds);
  if (!flow || !surface || !free || !bounds || !shown) return;
  if (liesIn(shown, free) && flow.getZoom() >= FAR_ZOOM) return;
  const most = Math.max(FAR_ZOOM, Math.min(MAX_FIT_ZOOM, flow.getZoom()));
  const viewport = viewportFor(bounds, freeView(surface), { least: FAR_ZOOM, most });
  void flow.setViewport(viewport, { duration: duration() });
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

/** The part of the screen that the canvas has, without what floats over it where `isFree` says so. */
function viewOnScreen(isFree: boolean): Rectangle | null {
  const surface = currentSurface();
  if (!surface) return null;
  const { left, top, width, height } = surface.getBoundingClientRect();
  const free = isFree ? freeView(surface) : { x: 0, y: 0, width, height };
  return { ...free, x: left + free.x, y: top + free.y };
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

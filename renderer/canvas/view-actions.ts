import { currentFlow } from './canvas-store';

const ZOOM_MS = 160;
/** Room for what floats over the canvas: the overlay's switch above, the tools at the left. */
const FIT_PADDING = { top: '64px', right: '24px', bottom: '24px', left: '72px' } as const;
/** A network of two layers should not fill the screen with one node. */
const MAX_FIT_ZOOM = 1;

/** Turned off where the person asked their system for less motion. */
const duration = (): number =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ZOOM_MS;

export const FIT_OPTIONS = { padding: FIT_PADDING, maxZoom: MAX_FIT_ZOOM } as const;

export function fitAll(): void {
  void currentFlow()?.fitView({ ...FIT_OPTIONS, duration: duration() });
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

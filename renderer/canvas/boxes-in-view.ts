import { currentFlow, currentSurface } from './canvas-store';
import type { Box } from './geometry';

/** The elements that lie in the view, at least in part, as boxes of the canvas. */
export function boxesInView(): readonly Box[] {
  const flow = currentFlow();
  const bounds = currentSurface()?.getBoundingClientRect();
  if (!flow || !bounds) return [];
  const start = flow.screenToFlowPosition({ x: bounds.left, y: bounds.top }, { snapToGrid: false });
  const end = flow.screenToFlowPosition(
    { x: bounds.right, y: bounds.bottom },
    { snapToGrid: false },
  );
  return flow
    .getNodes()
    .map(({ id, position, width = 0, height = 0 }) => ({ id, ...position, width, height }))
    .filter(
      (box) =>
        box.x + box.width >= start.x &&
        box.x <= end.x &&
        box.y + box.height >= start.y &&
        box.y <= end.y,
    );
}

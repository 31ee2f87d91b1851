import type { Position } from '../../shared/document/schema';
import type { Box } from './geometry';

/** Lines along which a dragged element is level with another one; null where there is none. */
export interface HelperLines {
  readonly vertical: number | null;
  readonly horizontal: number | null;
}

export const NO_LINES: HelperLines = { vertical: null, horizontal: null };

type Axis = 'x' | 'y';

type Bounds = Omit<Box, 'id'>;

const sidesOf = (box: Bounds, axis: Axis): readonly number[] => {
  const start = box[axis];
  const size = axis === 'x' ? box.width : box.height;
  return [start, start + size / 2, start + size];
};

interface Match {
  readonly distance: number;
  readonly shift: number;
  readonly line: number;
}

/** The nearest pair of the same side: left to left, middle to middle, right to right. */
function nearest(
  moved: Bounds,
  others: readonly Bounds[],
  axis: Axis,
  reach: number,
): Match | null {
  const own = sidesOf(moved, axis);
  let best: Match | null = null;
  for (const other of others) {
    const sides = sidesOf(other, axis);
    for (let side = 0; side < sides.length; side += 1) {
      const shift = (sides[side] ?? 0) - (own[side] ?? 0);
      const distance = Math.abs(shift);
      if (distance <= reach && (!best || distance < best.distance)) {
        best = { distance, shift, line: sides[side] ?? 0 };
      }
    }
  }
  return best;
}

/**
 * Where a dragged box snaps so that it is level with another one within `reach` pixels of the canvas, and the lines
 * to show for it.
 */
export function snapToOthers(
  moved: Bounds,
  others: readonly Bounds[],
  reach: number,
): { readonly position: Position; readonly lines: HelperLines } {
  const across = nearest(moved, others, 'x', reach);
  const down = nearest(moved, others, 'y', reach);
  return {
    position: { x: moved.x + (across?.shift ?? 0), y: moved.y + (down?.shift ?? 0) },
    lines: { vertical: across?.line ?? null, horizontal: down?.line ?? null },
  };
}

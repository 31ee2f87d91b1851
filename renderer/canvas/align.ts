import type { Position } from '../../shared/document/schema';
import { type Box, boundsOf, type Positions } from './geometry';

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

type Bounds = Omit<Box, 'id'>;

const PLACES: Readonly<Record<Alignment, (box: Box, bounds: Bounds) => Position>> = {
  left: (box, bounds) => ({ x: bounds.x, y: box.y }),
  centre: (box, bounds) => ({ x: bounds.x + (bounds.width - box.width) / 2, y: box.y }),
  right: (box, bounds) => ({ x: bounds.x + bounds.width - box.width, y: box.y }),
  top: (box, bounds) => ({ x: box.x, y: bounds.y }),
  middle: (box, bounds) => ({ x: box.x, y: bounds.y + (bounds.height - box.height) / 2 }),
  bottom: (box, bounds) => ({ x: box.x, y: bounds.y + bounds.height - box.height }),
};

/** Where each box goes so that all share one side (or one middle line) of their common bounds. */
export function align(boxes: readonly Box[], alignment: Alignment): Positions {
  const bounds = boundsOf(boxes);
  if (!bounds) return new Map();
  return new Map(boxes.map((box) => [box.id, PLACES[alignment](box, bounds)]));
}

export type Axis = 'horizontal' | 'vertical';

/** Equal gaps between neighbours along an axis; the outermost two stay. Fewer than three boxes stay as they are. */
export function distribute(boxes: readonly Box[], axis: Axis): Positions {
  const start = axis === 'horizontal' ? 'x' : 'y';
  const extent = axis === 'horizontal' ? 'width' : 'height';
  if (boxes.length < 3) return new Map(boxes.map((box) => [box.id, { x: box.x, y: box.y }]));
  const sorted = boxes.toSorted((a, b) => a[start] - b[start]);
  const last = sorted[sorted.length - 1];
  const filled = sorted.reduce((sum, box) => sum + box[extent], 0);
  const gap = (last[start] + last[extent] - sorted[0][start] - filled) / (sorted.length - 1);
  let next = sorted[0][start];
  return new Map(
    sorted.map((box) => {
      const position = { x: box.x, y: box.y, [start]: next };
      next += box[extent] + gap;
      return [box.id, position];
    }),
  );
}

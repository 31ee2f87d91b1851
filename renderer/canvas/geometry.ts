import type { Position } from '../../shared/document/schema';

/** Every node has one size, so that nothing has to be measured before edges can be drawn. Pixels. */
export const NODE_WIDTH = 192;
export const NODE_HEIGHT = 68;
/** With a run there is a strip of signal and gradient bars below; the ports stay where they are. */
export const NODE_HEIGHT_WITH_READINGS = 104;
/** Distance of the ports from the top of a node. */
export const PORT_OFFSET = 34;
export const PORT_SIZE = 12;
export const GRID_SIZE = 8;
/** From the left side of a node to that of the next one in a row of layers. */
export const COLUMN_STEP = 240;
export const COMMENT_SIZE = { width: 240, height: 96 } as const;
export const MIN_COMMENT_SIZE = { width: 96, height: 40 } as const;

/** What alignment, layout and pasting need to know of an element. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Positions = ReadonlyMap<string, Position>;

export const snapToGrid = ({ x, y }: Position): Position => ({
  x: Math.round(x / GRID_SIZE) * GRID_SIZE,
  y: Math.round(y / GRID_SIZE) * GRID_SIZE,
});

/** The smallest rectangle around all boxes; null for none. */
export function boundsOf(boxes: readonly Rectangle[]): Rectangle | null {
  if (boxes.length === 0) return null;
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export type Rectangle = Omit<Box, 'id'>;

const missingAlong = (start: number, size: number, from: number, extent: number): number =>
  Math.min(0, from + extent - (start + size)) + Math.max(0, from - start);

/** How far a view must be moved at least, so that `box` lies in `view`; nothing along an axis where it does already. */
export const panToShow = (box: Rectangle, view: Rectangle): Position => ({
  x: missingAlong(box.x, box.width, view.x, view.width),
  y: missingAlong(box.y, box.height, view.y, view.height),
});

export const liesIn = (box: Rectangle, view: Rectangle): boolean => {
  const { x, y } = panToShow(box, view);
  return x === 0 && y === 0;
};

/**
 * How a view is moved and scaled so that `box` (of the network) lies in the middle of `view` (pixels), as large as
 * `zooms` allows; one that would be smaller than that begins at the view's corner.
 */
export function viewportFor(
  box: Rectangle,
  view: Rectangle,
  zooms: { readonly least: number; readonly most: number },
): Position & { readonly zoom: number } {
  const fitting = Math.min(view.width / box.width, view.height / box.height);
  const zoom = Math.max(zooms.least, Math.min(zooms.most, fitting));
  const spare = (extent: number, size: number): number => Math.max(0, (extent - size * zoom) / 2);
  return {
    x: view.x + spare(view.width, box.width) - box.x * zoom,
    y: view.y + spare(view.height, box.height) - box.y * zoom,
    zoom,
  };
}

/** The first place at or below and right of `wanted` that no element occupies, so that nothing is added on top of another. */
export function freePlace(wanted: Position, taken: readonly Position[]): Position {
  const isTaken = (place: Position) =>
    taken.some(
      (other) =>
        Math.abs(other.x - place.x) < NODE_WIDTH + GRID_SIZE &&
        Math.abs(other.y - place.y) < NODE_HEIGHT_WITH_READINGS + GRID_SIZE,
    );
  let place = snapToGrid(wanted);
  // Each of the others is passed after so many attempts at most.
  const attempts = taken.length * Math.ceil((2 * NODE_HEIGHT_WITH_READINGS) / (6 * GRID_SIZE));
  for (let attempt = 0; attempt <= attempts && isTaken(place); attempt += 1) {
    place = { x: place.x + 4 * GRID_SIZE, y: place.y + 6 * GRID_SIZE };
  }
  return place;
}

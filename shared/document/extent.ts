import type { NetworkNode } from './schema';

/**
 * From the left side of a node to that of the next one in a row, in canvas units: a multiple of the canvas's snap grid,
 * and room for a node with its bars and an edge's shape.
 */
export const COLUMN_WIDTH = 224;

/** Where at least one node stands: the outermost places and the middle of them, in canvas units. */
export const extent = (nodes: readonly NetworkNode[]) => {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { left: Math.min(...xs), right: Math.max(...xs), x: middle(xs), y: middle(ys) };
};

import type { NetworkNode } from './schema';

/** Where at least one node stands: the outermost places and the middle of them, in canvas units. */
export const extent = (nodes: readonly NetworkNode[]) => {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { left: Math.min(...xs), right: Math.max(...xs), x: middle(xs), y: middle(ys) };
};

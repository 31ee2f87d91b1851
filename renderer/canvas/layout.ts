import { Graph, layout } from '@dagrejs/dagre';
import type { Position } from '../../shared/document/schema';
import type { Box } from './geometry';

/** What a layout reads; plain data, so that it can travel to a worker. */
export interface LayoutRequest {
  readonly boxes: readonly Box[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

export type LayoutReply = readonly (readonly [id: string, position: Position])[];

const RANK_GAP = 48;
const ROW_GAP = 40;

/**
 * Places layers in columns from input (left) to output (right) with few crossings, keeping the upper left corner
 * of what was laid out where it was. Source: Gansner, Koutsofios, North, Vo (1993), as done by dagre.
 */
export function layOut({ boxes, links }: LayoutRequest): LayoutReply {
  if (boxes.length === 0) return [];
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: RANK_GAP, nodesep: ROW_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: box.width, height: box.height });
  const known = new Set(boxes.map((box) => box.id));
  for (const { source, target } of links) {
    if (known.has(source) && known.has(target)) graph.setEdge(source, target);
  }
  layout(graph);
  const corners = boxes.map((box) => {
    const centre = graph.node(box.id) as Position;
    return { id: box.id, x: centre.x - box.width / 2, y: centre.y - box.height / 2 };
  });
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  const oldLeft = Math.min(...boxes.map((box) => box.x));
  const oldTop = Math.min(...boxes.map((box) => box.y));
  return corners.map(({ id, x, y }) => [
    id,
    { x: Math.round(x - left + oldLeft), y: Math.round(y - top + oldTop) },
  ]);
}

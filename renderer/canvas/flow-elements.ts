import { type Edge, type Node, Position as Side } from '@xyflow/react';
import type {
  CanvasComment,
  NetworkEdge,
  NetworkNode,
  Position,
} from '../../shared/document/schema';
import { commentFlowId, ghostFlowId } from './flow-ids';
import {
  NODE_HEIGHT,
  NODE_HEIGHT_WITH_READINGS,
  NODE_WIDTH,
  PORT_OFFSET,
  PORT_SIZE,
  type Positions,
} from './geometry';

/** Elements carry their id alone: what they show comes through selectors by id, so that numbers never move this array. */
export type NetworkFlowNode = Node<Record<string, never>, 'network'>;
export type CommentFlowNode = Node<{ readonly comment: string }, 'comment'>;
/** A layer that is not there yet: an edit that is shown would add it. */
export type GhostFlowNode = Node<{ readonly node: NetworkNode }, 'ghost'>;
export type FlowNode = NetworkFlowNode | CommentFlowNode | GhostFlowNode;
export type FlowEdge = Edge<Record<string, never>, 'network' | 'ghost'>;

const NO_DATA: Record<string, never> = {};

/**
 * The ports' places are told beforehand, so that edges to nodes outside the view are drawn without ever mounting
 * those nodes.
 */
const HANDLES: NonNullable<Node['handles']> = [
  {
    type: 'target',
    position: Side.Left,
    x: -PORT_SIZE / 2,
    y: PORT_OFFSET - PORT_SIZE / 2,
    width: PORT_SIZE,
    height: PORT_SIZE,
    id: null,
  },
  {
    type: 'source',
    position: Side.Right,
    x: NODE_WIDTH - PORT_SIZE / 2,
    y: PORT_OFFSET - PORT_SIZE / 2,
    width: PORT_SIZE,
    height: PORT_SIZE,
    id: null,
  },
];

interface NodeKey {
  readonly selected: boolean;
  readonly height: number;
  readonly label: string;
  readonly position: Position;
}
const SPOKEN_CHARACTERS = 80;
const madeNodes = new WeakMap<NetworkNode, NodeKey & { readonly made: NetworkFlowNode }>();
const madeComments = new WeakMap<
  CanvasComment,
  {
    readonly selected: boolean;
    readonly label: string;
    readonly position: Position;
    readonly made: CommentFlowNode;
  }
>();
const madeEdges = new WeakMap<
  NetworkEdge,
  { readonly selected: boolean; readonly label: string; readonly made: FlowEdge }
>();

/**
 * React Flow's element of a node. The same object comes back while nothing of it changed: React Flow compares by
 * identity, and so one edit among 1,000 nodes costs one node.
 */
function flowNodeOf(
  node: NetworkNode,
  selected: boolean,
  dragged: Positions | null,
  height: number,
  label: string,
): NetworkFlowNode {
  const position = dragged?.get(node.id) ?? node.position;
  const known = madeNodes.get(node);
  if (
    known &&
    known.selected === selected &&
    known.height === height &&
    known.label === label &&
    known.position.x === position.x &&
    known.position.y === position.y
  ) {
    return known.made;
  }
  const made: NetworkFlowNode = {
    id: node.id,
    type: 'network',
    position: { x: position.x, y: position.y },
    data: NO_DATA,
    selected,
    width: NODE_WIDTH,
    height,
    measured: { width: NODE_WIDTH, height },
    handles: HANDLES,
    ariaLabel: label,
  };
  madeNodes.set(node, { selected, height, label, position, made });
  return made;
}

function flowCommentOf(
  comment: CanvasComment,
  selected: boolean,
  dragged: Positions | null,
  label: string,
): CommentFlowNode {
  const position = dragged?.get(commentFlowId(comment.id)) ?? comment.position;
  const known = madeComments.get(comment);
  if (
    known &&
    known.selected === selected &&
    known.label === label &&
    known.position.x === position.x &&
    known.position.y === position.y
  ) {
    return known.made;
  }
  const { width, height } = comment.size;
  const made: CommentFlowNode = {
    id: commentFlowId(comment.id),
    type: 'comment',
    position: { x: position.x, y: position.y },
    data: { comment: comment.id },
    selected,
    width,
    height,
    measured: { width, height },
    connectable: false,
    zIndex: -1,
    ariaLabel: label,
  };
  madeComments.set(comment, { selected, label, position, made });
  return made;
}

/** What an edit would add is looked at and not touched: it is no part of the document. */
const UNTOUCHED = {
  selectable: false,
  focusable: false,
  deletable: false,
} as const;

const madeGhosts = new WeakMap<NetworkNode, GhostFlowNode>();

/** React Flow's elements of layers that an edit would add. */
export const ghostNodesOf = (nodes: readonly NetworkNode[]): GhostFlowNode[] =>
  nodes.map((node) => {
    const ghost = madeGhosts.get(node) ?? {
      ...UNTOUCHED,
      id: ghostFlowId(node.id),
      type: 'ghost',
      position: node.position,
      data: { node },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
      handles: HANDLES,
      draggable: false,
      connectable: false,
      zIndex: 1,
    };
    madeGhosts.set(node, ghost);
    return ghost;
  });

/** And of connections that it would add, some of them to such layers. */
export const ghostEdgesOf = (
  edges: readonly NetworkEdge[],
  added: readonly NetworkNode[],
): FlowEdge[] => {
  const ghosts = new Set(added.map(({ id }) => id));
  const endOf = (id: string): string => (ghosts.has(id) ? ghostFlowId(id) : id);
  return edges.map(({ id, source, target }) => ({
    ...UNTOUCHED,
    id: ghostFlowId(id),
    source: endOf(source),
    target: endOf(target),
    type: 'ghost',
    data: NO_DATA,
  }));
};

export interface FlowNodesInput {
  readonly nodes: readonly NetworkNode[];
  readonly comments: readonly CanvasComment[];
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedComments: ReadonlySet<string>;
  readonly dragged: Positions | null;
  /** Nodes that a run measures: they are taller. */
  readonly measured: ReadonlySet<string>;
  /** What a screen reader says of a comment without text. */
  readonly emptyComment: string;
  /** What a screen reader says of a node. */
  readonly labelOf: (node: NetworkNode) => string;
}

export function flowNodesOf(input: FlowNodesInput): FlowNode[] {
  const elements: FlowNode[] = input.comments.map((comment) =>
    flowCommentOf(
      comment,
      input.selectedComments.has(comment.id),
      input.dragged,
      comment.text.slice(0, SPOKEN_CHARACTERS) || input.emptyComment,
    ),
  );
  for (const node of input.nodes) {
    elements.push(
      flowNodeOf(
        node,
        input.selectedNodes.has(node.id),
        input.dragged,
        input.measured.has(node.id) ? NODE_HEIGHT_WITH_READINGS : NODE_HEIGHT,
        input.labelOf(node),
      ),
    );
  }
  return elements;
}

/** React Flow's edges; edges whose ends are missing are left out, since they cannot be drawn. */
export function flowEdgesOf(
  edges: readonly NetworkEdge[],
  selected: ReadonlySet<string>,
  labelOf: (edge: NetworkEdge) => string,
): FlowEdge[] {
  return edges.map((edge) => {
    const isSelected = selected.has(edge.id);
    const label = labelOf(edge);
    const known = madeEdges.get(edge);
    if (known && known.selected === isSelected && known.label === label) return known.made;
    const made: FlowEdge = {
      id: edge.id,
      source: edge.source,
      target: edge.target,
      type: 'network',
      data: NO_DATA,
      selected: isSelected,
      reconnectable: true,
      ariaLabel: label,
    };
    madeEdges.set(edge, { selected: isSelected, label, made });
    return made;
  });
}

import { LAYERS } from '../../shared/catalogue/layers';
import { newNode } from '../../shared/catalogue/new-node';
import { nodeKind } from '../../shared/catalogue/node-kinds';
import { BLOCK } from '../../shared/document/blocks';
import {
  addComment,
  addNode,
  connect,
  duplicateElements,
  moveElements,
  removeElements,
  setComment,
} from '../../shared/document/edits';
import { MAX_NODES } from '../../shared/document/limits';
import type { NetworkNode, Position, ProjectDocument } from '../../shared/document/schema';
import { checkConnection } from '../../shared/graph/connection';
import { kindsThatFit } from '../../shared/graph/kinds-that-fit';
import { PROBLEM_TEXTS, type ProblemSeed } from '../../shared/text/problems';
import { currentLocale } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editViewed, pathOf, viewedDocument } from '../app/state/opened-store';
import { select, useSelection } from '../app/state/selection-store';
import { type Alignment, type Axis, align, distribute } from './align';
import { addBlock, isBlockChoice } from './block-actions';
import {
  announce,
  currentFlow,
  currentPlace,
  currentSurface,
  placeAt,
  refuse,
  useCanvas,
} from './canvas-store';
import { nodeName } from './document-selectors';
import {
  type Box,
  COLUMN_STEP,
  COMMENT_SIZE,
  freePlace,
  NODE_WIDTH,
  PORT_OFFSET,
  type Positions,
  snapToGrid,
} from './geometry';
import { heightOfNode } from './measured-nodes';
import { runLayout } from './run-layout';
import { shareAmong, shareNone } from './sharing';
import { fitAll, keepInView } from './view-actions';
import { canvasWords } from './words';

const { entries: words } = canvasWords;

/** What the canvas does to the document: one function per intention, and one undo step each. */

const currentDocument = (): ProjectDocument => viewedDocument();

/** The node and the side of it that a dropped connection came from. */
export interface ConnectionEnd {
  readonly node: string;
  readonly side: 'source' | 'target';
}

/** Kinds of layers that can be connected there, best first, for the list that a dropped connection opens. */
export const kindsFor = ({ node, side }: ConnectionEnd): readonly string[] =>
  side === 'source'
    ? kindsThatFit(currentDocument(), node)
    : LAYERS.entries.filter(({ hasOutput }) => hasOutput).map(({ kind }) => kind);

/** Nodes that may take an input from `source`. */
export function targetsFrom(source: string): readonly NetworkNode[] {
  const document = currentDocument();
  return document.network.nodes.filter((node) => checkConnection(document, source, node.id).ok);
}

function refuseConnection(seed: ProblemSeed, at: Position): void {
  refuse(at, PROBLEM_TEXTS[seed.kind].text, seed.values);
}

/** Connects two nodes, or says near `at` why not. */
export function connectNodes(source: string, target: string, at = currentPlace().screen): void {
  const checked = checkConnection(currentDocument(), source, target);
  if (!checked.ok) {
    refuseConnection(checked.failure, at);
    return;
  }
  editViewed((document) => connect(document, source, target));
  announce(words.connected, { source: nodeName(source), target: nodeName(target) });
}

/** Moves one end of an edge to another node: one step, or the reason why not. The edge keeps its place in the order. */
export function reconnectEdge(edge: string, source: string, target: string): void {
  const document = currentDocument();
  const old = document.network.edges.find((candidate) => candidate.id === edge);
  if (!old || (old.source === source && old.target === target)) return;
  const without = removeElements(document, { edges: [edge] });
  const checked = checkConnection(without, source, target);
  if (!checked.ok) {
    refuseConnection(checked.failure, currentPlace().screen);
    return;
  }
  editViewed(() => connect(without, source, target));
}

const refuseFull = (at: Position): void => refuse(at, words.limitReached, { limit: MAX_NODES });

/** A layer of the catalogue, or an instance of a block. */
const addOfKind = (document: ProjectDocument, kind: string, position: Position) =>
  isBlockChoice(kind)
    ? addBlock(document, kind, position)
    : addNode(document, { ...newNode(kind, currentLocale()), position });

/** Adds a layer at a place of the canvas and selects it; with `from`, it is connected in the same step. */
export function addLayer(kind: string, at: Position, from: ConnectionEnd | null): string | null {
  const document = currentDocument();
  const corner =
    from?.side === 'target'
      ? { x: at.x - NODE_WIDTH, y: at.y - PORT_OFFSET }
      : { x: at.x, y: at.y - PORT_OFFSET };
  const position = freePlace(
    corner,
    document.network.nodes.map((node) => node.position),
  );
  const added = addOfKind(document, kind, position);
  if (added.id === null) {
    if (document.network.nodes.length >= MAX_NODES) refuseFull(currentPlace().screen);
    return null;
  }
  const { id } = added;
  const connected = () => {
    if (!from) return added.document;
    return from.side === 'source'
      ? connect(added.document, from.node, id)
      : connect(added.document, id, from.node);
  };
  editViewed(connected);
  select({ nodes: [id] });
  keepInView(position);
  announce(words.added, { node: nodeName(id) });
  return id;
}

/** Where a layer goes that follows the one selected node, or null where not exactly one is selected. */
function afterSelection(): { readonly at: Position; readonly from: ConnectionEnd } | null {
  const { nodes } = useSelection.getState();
  const only = nodes.size === 1 ? [...nodes][0] : undefined;
  const beside = currentDocument().network.nodes.find((node) => node.id === only);
  if (!beside) return null;
  const { x, y } = beside.position;
  return {
    at: { x: x + COLUMN_STEP, y: y + PORT_OFFSET },
    from: { node: beside.id, side: 'source' },
  };
}

/** Adds a layer after the one selected node and connects it, else in the middle of the view. */
export function addLayerInView(kind: string): void {
  const after = afterSelection();
  if (after) {
    const follows = isBlockChoice(kind) || kindsFor(after.from).includes(kind);
    addLayer(kind, after.at, follows ? after.from : null);
    return;
  }
  const bounds = currentSurface()?.getBoundingClientRect();
  const middle = bounds
    ? { x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 }
    : { x: 0, y: 0 };
  const { x, y } = placeAt(middle).flow;
  addLayer(kind, { x: x - NODE_WIDTH / 2, y }, null);
}

/**
 * Moves what stands right of a connection's target out of the way, where a layer would not fit between its two
 * nodes. `position` is the place between them, or null where the connection does not run to the right.
 */
function makeRoom(
  document: ProjectDocument,
  { source, target }: { readonly source: string; readonly target: string },
): { readonly document: ProjectDocument; readonly position: Position | null } {
  const { nodes } = document.network;
  const start = nodes.find(({ id }) => id === source)?.position;
  const end = nodes.find(({ id }) => id === target)?.position;
  if (!start || !end || end.x <= start.x) return { document, position: null };
  const missing = 2 * COLUMN_STEP - (end.x - start.x);
  const y = snapToGrid({ x: 0, y: (start.y + end.y) / 2 }).y;
  if (missing <= 0) return { document, position: snapToGrid({ x: (start.x + end.x) / 2, y }) };
  const moved = nodes
    .filter(({ id, position }) => id !== source && position.x >= end.x)
    .map(({ id, position }) => [id, { x: position.x + missing, y: position.y }] as const);
  return {
    document: moveElements(document, new Map(moved)),
    position: { x: start.x + COLUMN_STEP, y },
  };
}

/** Puts a layer into a connection: source → layer → target, in one step. A layer that cannot stand there is only added. */
export function insertLayer(kind: string, edge: string, at: Position): string | null {
  const document = currentDocument();
  const split = document.network.edges.find(({ id }) => id === edge);
  const definition = nodeKind(isBlockChoice(kind) ? BLOCK : kind);
  if (!split || definition?.inputs === 'none' || !definition?.hasOutput) {
    return addLayer(kind, at, null);
  }
  const roomy = makeRoom(removeElements(document, { edges: [edge] }), split);
  const without = roomy.document;
  const position = roomy.position ?? snapToGrid({ x: at.x, y: at.y - PORT_OFFSET });
  const added = addOfKind(without, kind, position);
  const { id } = added;
  if (id === null) {
    if (without.network.nodes.length >= MAX_NODES) refuseFull(currentPlace().screen);
    return null;
  }
  editViewed(() =>
    connect(connect(added.document, split.source, id), id, split.target, split.targetPort),
  );
  select({ nodes: [id] });
  announce(words.added, { node: nodeName(id) });
  return id;
}

export function addCommentAt(at: Position): void {
  const added = addComment(currentDocument(), {
    position: snapToGrid(at),
    size: COMMENT_SIZE,
    text: '',
  });
  if (added.id === null) return;
  editViewed(() => added.document);
  select({ comments: [added.id] });
  useCanvas.setState({ editedComment: added.id });
}

export const setCommentText = (comment: string, text: string): void =>
  editViewed((document) => setComment(document, comment, { text }));

/** Removes what is selected, with all edges of removed nodes, in one step. */
export function deleteSelection(): void {
  const { nodes, edges, comments } = useSelection.getState();
  editViewed((document) =>
    removeElements(document, { nodes: [...nodes], edges: [...edges], comments: [...comments] }),
  );
  select({});
  announce(words.removed, { count: nodes.size + edges.size + comments.size });
}

export function duplicateSelection(): void {
  const { nodes, comments } = useSelection.getState();
  const pasted = duplicateElements(currentDocument(), {
    nodes: [...nodes],
    comments: [...comments],
  });
  if (pasted.nodes.length + pasted.comments.length === 0) {
    if (nodes.size > 0) refuseFull(currentPlace().screen);
    return;
  }
  editViewed(() => pasted.document);
  select(pasted);
}

const selectedNodes = (): readonly NetworkNode[] => {
  const { nodes } = useSelection.getState();
  return currentDocument().network.nodes.filter(({ id }) => nodes.has(id));
};

/** Several layers of one kind that has weights. */
export function canShareSelection(): boolean {
  const selected = selectedNodes();
  const { nodes } = useAnalysis.getState();
  const isOneKind = new Set(selected.map(({ kind, block }) => `${kind} ${block ?? ''}`)).size === 1;
  const hasWeights = selected.some(
    ({ id, kind }) => (nodes.get(pathOf(id))?.weights.length ?? 0) > 0 || kind === BLOCK,
  );
  return selected.length > 1 && isOneKind && hasWeights;
}

export const hasSharedSelection = (): boolean =>
  selectedNodes().some(({ weightsOf }) => weightsOf !== undefined);

/** Lets the selected layers take the weights of the first of them, in one step. */
export function shareSelection(): void {
  const ids = selectedNodes().map(({ id }) => id);
  editViewed((document) => shareAmong(document, ids));
  const [owner] = ids;
  if (owner !== undefined) announce(words.sharedNow, { owner: nodeName(owner), count: ids.length });
}

export function unshareSelection(): void {
  const ids = selectedNodes().map(({ id }) => id);
  editViewed((document) => shareNone(document, ids));
  announce(words.unsharedNow, {});
}

export function selectAll(): void {
  const { nodes, edges, comments } = currentDocument().network;
  const ids = (elements: readonly { readonly id: string }[]) => elements.map(({ id }) => id);
  select({ nodes: ids(nodes), edges: ids(edges), comments: ids(comments) });
}

const boxOfNode = ({ id, position }: NetworkNode): Box => ({
  id,
  ...position,
  width: NODE_WIDTH,
  height: heightOfNode(id),
});

/** The boxes of the selected nodes and comments. */
function selectedBoxes(): readonly Box[] {
  const { nodes, comments } = useSelection.getState();
  const { network } = currentDocument();
  return [
    ...network.nodes.filter((node) => nodes.has(node.id)).map(boxOfNode),
    ...network.comments
      .filter((comment) => comments.has(comment.id))
      .map(({ id, position, size }) => ({ id, ...position, ...size })),
  ];
}

export const moveTo = (positions: Positions): void =>
  editViewed((document) => moveElements(document, positions));

export const alignSelection = (alignment: Alignment): void =>
  moveTo(align(selectedBoxes(), alignment));

export const distributeSelection = (axis: Axis): void => moveTo(distribute(selectedBoxes(), axis));

/** Moves what is selected by pixels of the canvas. */
export function nudgeSelection(x: number, y: number): void {
  const moved = selectedBoxes().map((box) => [box.id, { x: box.x + x, y: box.y + y }] as const);
  const [first] = moved;
  if (!first) return;
  moveTo(new Map(moved));
  keepInView(first[1]);
  const direction = words[`direction.${directionOf(x, y)}`];
  announce(words.moved, { direction, ...first[1] });
}

function directionOf(x: number, y: number): 'left' | 'right' | 'up' | 'down' {
  if (x !== 0) return x < 0 ? 'left' : 'right';
  return y < 0 ? 'up' : 'down';
}

/** Lays out the selected nodes, or all of them where fewer than two are selected, from left to right. */
export async function arrange(): Promise<void> {
  const { nodes: selected } = useSelection.getState();
  const { nodes, edges } = currentDocument().network;
  const chosen = selected.size >= 2 ? nodes.filter((node) => selected.has(node.id)) : nodes;
  const reply = await runLayout({
    boxes: chosen.map(boxOfNode),
    links: edges.map(({ source, target }) => ({ source, target })),
  });
  moveTo(new Map(reply));
  // React Flow learns of the new places in the next render.
  if (chosen === nodes && currentFlow()) requestAnimationFrame(fitAll);
}

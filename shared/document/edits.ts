import type { z } from 'zod';
import { sameJson } from './json';
import {
  MAX_COMMENT_CHARACTERS,
  MAX_COMMENTS,
  MAX_EDGES,
  MAX_NAME_CHARACTERS,
  MAX_NODES,
} from './limits';
import { Identifiers, nextName } from './names';
import {
  type CanvasComment,
  commentSchema,
  type DataSettings,
  dataSchema,
  type Network,
  type NetworkEdge,
  type NetworkNode,
  nodeSchema,
  type Parameters,
  type Position,
  type ProjectDocument,
  parametersSchema,
  type TrainingSettings,
  trainingSchema,
} from './schema';
import { handOnWeights } from './sharing';

/**
 * Edits are pure: a document in, a document out. What an edit does not touch keeps its identity, so that the page
 * redraws only what changed; an edit that changes nothing returns the document that it was given. So does an edit
 * that the schema would refuse (NaN from a half-typed number, no epochs): a document in hand can always be saved.
 * Forms check before and say why; names and texts that are too long are cut.
 */

/** Ids of elements on the canvas. */
export interface Elements {
  readonly nodes?: readonly string[];
  readonly edges?: readonly string[];
  readonly comments?: readonly string[];
}

const withNetwork = (document: ProjectDocument, change: Partial<Network>): ProjectDocument => ({
  ...document,
  network: { ...document.network, ...change },
});

/** Replaces the elements that `change` returns anew; the same array where all stay. */
function changeEach<Element>(
  elements: Element[],
  change: (element: Element) => Element,
): Element[] {
  let changed = false;
  const result = elements.map((element) => {
    const next = change(element);
    if (next !== element) changed = true;
    return next;
  });
  return changed ? result : elements;
}

function keepOnly<Element>(elements: Element[], keep: (element: Element) => boolean): Element[] {
  const kept = elements.filter(keep);
  return kept.length === elements.length ? elements : kept;
}

/** Puts in the place of each node what `change` makes of it, unchecked; the same document where all stay as they are. */
export function changeNodes(
  document: ProjectDocument,
  change: (node: NetworkNode) => NetworkNode,
): ProjectDocument {
  const nodes = changeEach(document.network.nodes, change);
  return nodes === document.network.nodes ? document : withNetwork(document, { nodes });
}

/** The fields of `change` laid over `settings`; the same object where nothing differs or the schema refuses. */
function overlay<Settings extends object>(
  schema: z.ZodType<Settings>,
  settings: Settings,
  change: Partial<Settings>,
): Settings {
  const next = { ...settings, ...change };
  return sameJson(settings, next) || !schema.safeParse(next).success ? settings : next;
}

const isPlace = ({ x, y }: Position): boolean => Number.isFinite(x) && Number.isFinite(y);

/** What a new node is made of; `label` is the name of its kind in the reader's language, before the number. */
export interface NewNode {
  readonly kind: string;
  readonly label: string;
  readonly position: Position;
  readonly parameters?: Parameters;
}

/**
 * Adds a node under an id and a name that no other has (“Dense 3”). Returns the document unchanged and a null id
 * where it is full (MAX_NODES) or the schema refuses the node.
 */
export function addNode(
  document: ProjectDocument,
  { kind, label, position, parameters = {} }: NewNode,
): { readonly document: ProjectDocument; readonly id: string | null } {
  const { nodes } = document.network;
  if (nodes.length >= MAX_NODES) return { document, id: null };
  const id = new Identifiers(nodes).next(kind);
  const node: NetworkNode = {
    id,
    kind,
    name: nextName(label, new Set(nodes.map(({ name }) => name))),
    position,
    parameters,
  };
  if (!nodeSchema.safeParse(node).success) return { document, id: null };
  return { document: withNetwork(document, { nodes: [...nodes, node] }), id };
}

/** Removes elements, and with a node all of its edges; weights that others share are handed on to the first of them. */
export function removeElements(document: ProjectDocument, elements: Elements): ProjectDocument {
  const gone = {
    nodes: new Set(elements.nodes),
    edges: new Set(elements.edges),
    comments: new Set(elements.comments),
  };
  const { network } = document;
  const isGone = (id: string) => gone.nodes.has(id);
  const handedOn = handOnWeights(network.nodes, isGone);
  const nodes = keepOnly(handedOn, ({ id }) => !isGone(id));
  const edges = keepOnly(
    network.edges,
    ({ id, source, target }) =>
      !gone.edges.has(id) && !gone.nodes.has(source) && !gone.nodes.has(target),
  );
  const comments = keepOnly(network.comments, ({ id }) => !gone.comments.has(id));
  const same = nodes === network.nodes && edges === network.edges && comments === network.comments;
  return same ? document : withNetwork(document, { nodes, edges, comments });
}

const movedTo = <Element extends { readonly position: Position }>(
  element: Element,
  position: Position | undefined,
): Element =>
  !position ||
  !isPlace(position) ||
  (position.x === element.position.x && position.y === element.position.y)
    ? element
    : { ...element, position: { x: position.x, y: position.y } };

/** Puts nodes and comments at new places, by id. */
export function moveElements(
  document: ProjectDocument,
  positions: ReadonlyMap<string, Position>,
): ProjectDocument {
  const { network } = document;
  const nodes = changeEach(network.nodes, (node) => movedTo(node, positions.get(node.id)));
  const comments = changeEach(network.comments, (comment) =>
    movedTo(comment, positions.get(comment.id)),
  );
  if (nodes === network.nodes && comments === network.comments) return document;
  return withNetwork(document, { nodes, comments });
}

/**
 * Adds an edge. Nothing is replaced: a duplicate, an edge from a node to itself, a missing end or a full document
 * (MAX_EDGES) leaves the document as it is. Whether the connection makes sense is for `checkConnection` to say.
 */
export function connect(
  document: ProjectDocument,
  source: string,
  target: string,
  targetPort = 'in',
): ProjectDocument {
  const { nodes, edges } = document.network;
  const exists = (id: string) => nodes.some((node) => node.id === id);
  if (source === target || !exists(source) || !exists(target)) return document;
  if (edges.length >= MAX_EDGES) return document;
  const isThere = edges.some(
    (edge) => edge.source === source && edge.target === target && edge.targetPort === targetPort,
  );
  if (isThere) return document;
  const edge: NetworkEdge = { id: new Identifiers(edges).next('edge'), source, target, targetPort };
  return withNetwork(document, { edges: [...edges, edge] });
}

/** Lays values over a node's parameters. */
export function setNodeParameters(
  document: ProjectDocument,
  id: string,
  parameters: Parameters,
): ProjectDocument {
  return changeNodes(document, (node) => {
    if (node.id !== id) return node;
    const next = overlay<Parameters>(parametersSchema, node.parameters, parameters);
    return next === node.parameters ? node : { ...node, parameters: next };
  });
}

/** Renames a node; names need not be unique, but an empty one stays as it was. */
export function renameNode(document: ProjectDocument, id: string, name: string): ProjectDocument {
  const trimmed = name.trim().slice(0, MAX_NAME_CHARACTERS);
  if (trimmed === '') return document;
  return changeNodes(document, (node) =>
    node.id === id && node.name !== trimmed ? { ...node, name: trimmed } : node,
  );
}

export function renameDocument(document: ProjectDocument, name: string): ProjectDocument {
  // Not trimmed: a field that shows the document's name would swallow every space while it is typed.
  const cut = name.slice(0, MAX_NAME_CHARACTERS);
  return cut === document.name ? document : { ...document, name: cut };
}

export function setData(document: ProjectDocument, change: Partial<DataSettings>): ProjectDocument {
  const data = overlay(dataSchema, document.data, change);
  return data === document.data ? document : { ...document, data };
}

export function setTraining(
  document: ProjectDocument,
  change: Partial<TrainingSettings>,
): ProjectDocument {
  const training = overlay(trainingSchema, document.training, change);
  return training === document.training ? document : { ...document, training };
}

const cutText = <Change extends { readonly text?: string }>(change: Change): Change =>
  change.text === undefined
    ? change
    : { ...change, text: change.text.slice(0, MAX_COMMENT_CHARACTERS) };

/** Adds a comment to the canvas; null id where the document is full (MAX_COMMENTS) or the schema refuses it. */
export function addComment(
  document: ProjectDocument,
  comment: Omit<CanvasComment, 'id'>,
): { readonly document: ProjectDocument; readonly id: string | null } {
  const { comments } = document.network;
  if (comments.length >= MAX_COMMENTS) return { document, id: null };
  const id = new Identifiers(comments).next('comment');
  const added = { ...cutText(comment), id };
  if (!commentSchema.safeParse(added).success) return { document, id: null };
  return { document: withNetwork(document, { comments: [...comments, added] }), id };
}

/** Changes a comment's text, place or size. */
export function setComment(
  document: ProjectDocument,
  id: string,
  change: Partial<Omit<CanvasComment, 'id'>>,
): ProjectDocument {
  const comments = changeEach(document.network.comments, (comment) =>
    comment.id === id ? overlay<CanvasComment>(commentSchema, comment, cutText(change)) : comment,
  );
  return comments === document.network.comments ? document : withNetwork(document, { comments });
}

export {
  copyFragment,
  duplicateElements,
  type Fragment,
  type Pasted,
  pasteFragment,
} from './fragment';
export { sameJson } from './json';
export { shareWeights } from './sharing';

import { BLOCK, blocksById, blocksInside } from './blocks';
import { sameJson } from './json';
import type { JsonValue, Network, NetworkEdge, NetworkNode, ProjectDocument } from './schema';

/** A named value that two documents have differently; undefined where one of them lacks it. */
export interface ValueDifference {
  readonly name: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** What became of a node: another kind or other parameters, new, or gone. */
export type NodeDifference =
  | {
      readonly type: 'changed';
      readonly before: NetworkNode;
      readonly after: NetworkNode;
      readonly parameters: readonly ValueDifference[];
    }
  | { readonly type: 'added'; readonly after: NetworkNode }
  | { readonly type: 'removed'; readonly before: NetworkNode };

/** What differs between two versions of a network. */
export interface NetworkDiff {
  /** By id; those of the newer version in its order, then those that are gone. */
  readonly nodes: ReadonlyMap<string, NodeDifference>;
  /** Connections that are new, or that lead elsewhere than the one of the same id did. */
  readonly addedEdges: readonly NetworkEdge[];
  /** Connections that are gone, or lead elsewhere now, as they were. */
  readonly removedEdges: readonly NetworkEdge[];
}

/** What differs between two documents of one history in what they compute and how they train. */
export interface DocumentDiff {
  readonly network: NetworkDiff;
  /** Of blocks whose networks differ, by the block's id. */
  readonly blocks: ReadonlyMap<string, NetworkDiff>;
  readonly data: readonly ValueDifference[];
  readonly training: readonly ValueDifference[];
}

function diffValues(before: object, after: object): ValueDifference[] {
  const [old, now] = [before, after] as Readonly<Record<string, JsonValue>>[];
  const names = new Set([...Object.keys(now), ...Object.keys(old)]);
  return [...names]
    .filter((name) => !sameJson(old[name], now[name]))
    .map((name) => ({ name, before: old[name], after: now[name] }));
}

function diffNode(
  before: NetworkNode | undefined,
  after: NetworkNode | undefined,
): NodeDifference | null {
  if (before === after) return null;
  if (!after) return before ? { type: 'removed', before } : null;
  if (!before) return { type: 'added', after };
  const parameters = diffValues(before.parameters, after.parameters);
  const isSame =
    parameters.length === 0 &&
    before.kind === after.kind &&
    before.weightsOf === after.weightsOf &&
    before.block === after.block;
  return isSame ? null : { type: 'changed', before, after, parameters };
}

const leadsAlike = (a: NetworkEdge, b: NetworkEdge | undefined): boolean =>
  b !== undefined &&
  a.source === b.source &&
  a.target === b.target &&
  a.targetPort === b.targetPort;

/** Edges of `one` that `other` lacks under their id, or has between other ends. */
function edgesOnlyIn(
  one: readonly NetworkEdge[],
  other: readonly NetworkEdge[],
): readonly NetworkEdge[] {
  if (one === other) return [];
  const known = new Map(other.map((edge) => [edge.id, edge]));
  return one.filter((edge) => !leadsAlike(edge, known.get(edge.id)));
}

/** What differs between two versions of a network; places, names and comments on the canvas do not count. */
export function diffNetworks(before: Network, after: Network): NetworkDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, NodeDifference>();
  for (const id of new Set([...now.keys(), ...old.keys()])) {
    const difference = diffNode(old.get(id), now.get(id));
    if (difference) nodes.set(id, difference);
  }
  return {
    nodes,
    addedEdges: edgesOnlyIn(after.edges, before.edges),
    removedEdges: edgesOnlyIn(before.edges, after.edges),
  };
}

const isEmpty = ({ nodes, addedEdges, removedEdges }: NetworkDiff): boolean =>
  nodes.size === 0 && addedEdges.length === 0 && removedEdges.length === 0;

/** What differs between two documents. Of blocks that only one of them has, the nodes that use them tell. */
export function diffDocuments(before: ProjectDocument, after: ProjectDocument): DocumentDiff {
  const old = blocksById(before.blocks);
  const blocks = after.blocks.flatMap((block): [string, NetworkDiff][] => {
    const was = old.get(block.id);
    if (!was || was === block) return [];
    const diff = diffNetworks(was.network, block.network);
    return isEmpty(diff) ? [] : [[block.id, diff]];
  });
  return {
    network: diffNetworks(before.network, after.network),
    blocks: new Map(blocks),
    data: diffValues(before.data, after.data),
    training: diffValues(before.training, after.training),
  };
}

/** The part of a diff that is seen in one network: in a block's (null: the document's own). */
export const diffOf = (diff: DocumentDiff, block: string | null): NetworkDiff | null =>
  block === null ? diff.network : (diff.blocks.get(block) ?? null);

/** Blocks with differences that stand inside of a node, at any depth; none for a node that is no instance. */
export const diffsInside = (
  diff: DocumentDiff,
  { blocks }: ProjectDocument,
  { kind, block }: NetworkNode,
): readonly NetworkDiff[] =>
  kind === BLOCK && block !== undefined && diff.blocks.size > 0
    ? [...blocksInside(blocks, block)].flatMap((id) => diff.blocks.get(id) ?? [])
    : [];

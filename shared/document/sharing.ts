import type { NetworkNode, ProjectDocument } from './schema';

/**
 * One layer in several places: a node whose `weightsOf` names another one has no weights of its own but takes those
 * of that node, its owner. Edits keep owners at the root, so that no user of weights is itself used.
 */

/** The node with another owner; without one it owns its weights, and its file does not mention them. */
export function withOwner(node: NetworkNode, owner: string | null): NetworkNode {
  if ((node.weightsOf ?? null) === owner) return node;
  const { weightsOf: _, ...own } = node;
  return owner === null ? own : { ...own, weightsOf: owner };
}

/** The node at the root of a chain of owners, by id, or why there is none: a loop, or an owner that is not there. */
export function rootOwner(
  nodes: ReadonlyMap<string, NetworkNode>,
  id: string,
): NetworkNode | 'loop' | 'missing' {
  const seen = new Set<string>();
  let node = nodes.get(id);
  while (node?.weightsOf !== undefined) {
    if (seen.has(node.id)) return 'loop';
    seen.add(node.id);
    node = nodes.get(node.weightsOf);
  }
  return node ?? 'missing';
}

/**
 * Hands weights on before their owners go away: of the nodes that stay, the first user of a leaving owner becomes
 * the owner of the others. The same list where nothing changes.
 */
export function handOnWeights(
  nodes: NetworkNode[],
  isLeaving: (id: string) => boolean,
): NetworkNode[] {
  if (
    !nodes.some(
      ({ id, weightsOf }) => weightsOf !== undefined && isLeaving(weightsOf) && !isLeaving(id),
    )
  ) {
    return nodes;
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const heirs = new Map<string, string>();
  return nodes.map((node) => {
    if (node.weightsOf === undefined || isLeaving(node.id)) return node;
    // A chain may lead through nodes that leave; what counts is whose weights they are.
    const found = rootOwner(byId, node.id);
    const root = typeof found === 'string' ? node.weightsOf : found.id;
    if (!isLeaving(root)) return isLeaving(node.weightsOf) ? withOwner(node, root) : node;
    const heir = heirs.get(root);
    if (heir === undefined) heirs.set(root, node.id);
    return withOwner(node, heir ?? null);
  });
}

/**
 * Lets a node take its weights from another one, or have its own (null). Owners are looked up to the root, and who
 * took weights from the node follows it there. Unchanged where the owner is not there, is the node itself or of
 * another kind.
 */
export function shareWeights(
  document: ProjectDocument,
  id: string,
  owner: string | null,
): ProjectDocument {
  const { network } = document;
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const node = byId.get(id);
  if (!node) return document;
  const root = owner === null ? null : rootOwner(byId, owner);
  if (typeof root === 'string' || root?.id === id || (root && root.kind !== node.kind)) {
    return document;
  }
  if ((node.weightsOf ?? null) === (root?.id ?? null)) return document;
  const follows = (other: NetworkNode) => root !== null && other.weightsOf === id;
  const nodes = network.nodes.map((other) =>
    other.id === id || follows(other) ? withOwner(other, root?.id ?? null) : other,
  );
  return { ...document, network: { ...network, nodes } };
}

import { adoptDefinitions, definitionsIn } from './adopt-definitions';
import { MAX_COMMENTS, MAX_EDGES, MAX_NODES } from './limits';
import { Identifiers, nextName } from './names';
import type { BlockDefinition, Network, Position, ProjectDocument } from './schema';
import { handOnWeights, withOwner } from './sharing';

/** A piece of a network: what copy takes and paste gives, with the definitions of the blocks in it. */
export type Fragment = Network & { readonly blocks?: readonly BlockDefinition[] };

/**
 * The chosen nodes and comments and the edges that run between chosen nodes. Layers that share weights go on sharing
 * among themselves: the copy is a network of its own, so weights of a layer that stays behind do not come along.
 */
export function copyFragment(
  document: ProjectDocument,
  {
    nodes = [],
    comments = [],
  }: { readonly nodes?: readonly string[]; readonly comments?: readonly string[] },
): Fragment {
  const chosenNodes = new Set(nodes);
  const chosenComments = new Set(comments);
  const { network } = document;
  const copied: Network = {
    nodes: handOnWeights(network.nodes, (id) => !chosenNodes.has(id)).filter(({ id }) =>
      chosenNodes.has(id),
    ),
    edges: network.edges.filter(
      ({ source, target }) => chosenNodes.has(source) && chosenNodes.has(target),
    ),
    comments: network.comments.filter(({ id }) => chosenComments.has(id)),
  };
  const blocks = definitionsIn(copied, document.blocks);
  return blocks.length > 0 ? { ...copied, blocks } : copied;
}

const shifted = ({ x, y }: Position, by: Position): Position => ({ x: x + by.x, y: y + by.y });

/** `Dense 3` is a name with a number; the number is dropped before a new one is looked for. */
const baseOfName = (name: string): string => name.replace(/ \d+$/, '');

export interface Pasted {
  readonly document: ProjectDocument;
  /** New ids, in the order of the fragment. */
  readonly nodes: readonly string[];
  readonly comments: readonly string[];
}

/**
 * Adds a fragment under new ids and free names, moved by `offset`. Edges whose ends are not in the fragment are
 * left out. A fragment that would exceed a limit is not pasted at all.
 */
export function pasteFragment(
  document: ProjectDocument,
  fragment: Fragment,
  offset: Position = { x: 0, y: 0 },
): Pasted {
  const { network } = document;
  const fits =
    network.nodes.length + fragment.nodes.length <= MAX_NODES &&
    network.edges.length + fragment.edges.length <= MAX_EDGES &&
    network.comments.length + fragment.comments.length <= MAX_COMMENTS;
  const isEmpty = fragment.nodes.length === 0 && fragment.comments.length === 0;
  const adopted = adoptDefinitions(document.blocks, fragment.blocks ?? []);
  if (!fits || isEmpty || !adopted) return { document, nodes: [], comments: [] };

  const nodes = [...network.nodes];
  const edges = [...network.edges];
  const comments = [...network.comments];
  const nodeIds = new Identifiers(nodes);
  const edgeIds = new Identifiers(edges);
  const commentIds = new Identifiers(comments);
  const names = new Set(nodes.map(({ name }) => name));
  const newIds = new Map<string, string>();
  for (const { id, kind } of fragment.nodes) newIds.set(id, nodeIds.next(kind));
  for (const node of fragment.nodes) {
    const id = newIds.get(node.id) as string;
    const name = names.has(node.name) ? nextName(baseOfName(node.name), names) : node.name;
    names.add(name);
    // An owner that the fragment lacks is another network's, whose id may mean something else here.
    const owner = newIds.get(node.weightsOf ?? '') ?? null;
    const block = adopted.ids.get(node.block ?? '') ?? node.block;
    const copy = { ...node, id, name, position: shifted(node.position, offset) };
    nodes.push(withOwner(block === undefined ? copy : { ...copy, block }, owner));
  }
  for (const edge of fragment.edges) {
    const source = newIds.get(edge.source);
    const target = newIds.get(edge.target);
    if (source === undefined || target === undefined) continue;
    edges.push({ ...edge, id: edgeIds.next('edge'), source, target });
  }
  const firstComment = comments.length;
  for (const comment of fragment.comments) {
    const position = shifted(comment.position, offset);
    comments.push({ ...comment, id: commentIds.next('comment'), position });
  }
  return {
    document: { ...document, network: { nodes, edges, comments }, blocks: adopted.blocks },
    nodes: [...newIds.values()],
    comments: comments.slice(firstComment).map(({ id }) => id),
  };
}

/** Copies elements a little to the right and below. */
export const duplicateElements = (
  document: ProjectDocument,
  elements: { readonly nodes?: readonly string[]; readonly comments?: readonly string[] },
  offset: Position = { x: 32, y: 32 },
): Pasted => pasteFragment(document, copyFragment(document, elements), offset);

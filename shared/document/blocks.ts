import { MAX_BLOCKS } from './limits';
import { Identifiers, nextName } from './names';
import type { BlockDefinition, Network, NetworkNode, ProjectDocument } from './schema';

/** Kinds of nodes that are no layers: an instance of a block, and the ends of the network inside of one. */
export const BLOCK = 'block';
export const BLOCK_INPUT = 'blockInput';
export const BLOCK_OUTPUT = 'blockOutput';

const STRUCTURAL: ReadonlySet<string> = new Set([BLOCK, BLOCK_INPUT, BLOCK_OUTPUT]);

/** Whether a node stands for other nodes, so that the plain network does not have it. */
export const isStructural = ({ kind }: NetworkNode): boolean => STRUCTURAL.has(kind);

/** Between the ids of a path: `block-1/dense-2` is `dense-2` inside of the instance `block-1`. */
export const PATH_SEPARATOR = '/';

const indices = new WeakMap<readonly BlockDefinition[], ReadonlyMap<string, BlockDefinition>>();

/** Definitions by id; made once per list. */
export function blocksById(
  blocks: readonly BlockDefinition[],
): ReadonlyMap<string, BlockDefinition> {
  const known = indices.get(blocks);
  if (known) return known;
  const made = new Map(blocks.map((block) => [block.id, block]));
  indices.set(blocks, made);
  return made;
}

/** The definition that a node is an instance of; undefined for other nodes and for unknown definitions. */
export const definitionOf = (
  blocks: readonly BlockDefinition[],
  { kind, block }: NetworkNode,
): BlockDefinition | undefined =>
  kind === BLOCK ? blocksById(blocks).get(block ?? '') : undefined;

/** The inputs of a block's network, in their order. */
export const inputsOf = ({ nodes }: Network): readonly NetworkNode[] =>
  nodes.filter(({ kind }) => kind === BLOCK_INPUT);

/** Ids of a block and of all blocks inside of it, at any depth; ends also where blocks contain each other. */
export function blocksInside(blocks: readonly BlockDefinition[], id: string): ReadonlySet<string> {
  const byId = blocksById(blocks);
  const found = new Set<string>();
  const waiting = [id];
  while (waiting.length > 0) {
    const next = waiting.pop() as string;
    if (found.has(next)) continue;
    found.add(next);
    for (const { kind, block } of byId.get(next)?.network.nodes ?? []) {
      if (kind === BLOCK && block !== undefined) waiting.push(block);
    }
  }
  return found;
}

/** Whether a block contains itself. */
export const isRecursive = (blocks: readonly BlockDefinition[], id: string): boolean =>
  (blocksById(blocks).get(id)?.network.nodes ?? []).some(
    ({ kind, block }) =>
      kind === BLOCK && block !== undefined && blocksInside(blocks, block).has(id),
  );

/** The document as seen from inside of a block: its network in the place of the document's. */
export function seenInside(document: ProjectDocument, block: string | null): ProjectDocument {
  if (block === null) return document;
  const definition = blocksById(document.blocks).get(block);
  return definition ? { ...document, network: definition.network } : document;
}

/** Settings whose nodes are gone lead nowhere. */
function withoutLostTargets(block: BlockDefinition, network: Network): BlockDefinition {
  const ids = new Set(network.nodes.map(({ id }) => id));
  const settings = block.settings.flatMap((setting) => {
    const targets = setting.targets.filter(({ node }) => ids.has(node));
    if (targets.length === setting.targets.length) return [setting];
    return targets.length === 0 ? [] : [{ ...setting, targets }];
  });
  const isSame =
    settings.length === block.settings.length &&
    settings.every((setting, index) => setting === block.settings[index]);
  return { ...block, network, settings: isSame ? block.settings : settings };
}

/**
 * Applies an edit of networks inside of a block (null: to the document's own network): the same edits work at every
 * level, and what they change elsewhere in the document stays changed.
 */
export function editInside(
  document: ProjectDocument,
  block: string | null,
  edit: (document: ProjectDocument) => ProjectDocument,
): ProjectDocument {
  if (block === null) return edit(document);
  if (!blocksById(document.blocks).has(block)) return document;
  const seen = seenInside(document, block);
  const edited = edit(seen);
  if (edited === seen) return document;
  const { network } = edited;
  const blocks =
    network === seen.network
      ? edited.blocks
      : edited.blocks.map((each) => (each.id === block ? withoutLostTargets(each, network) : each));
  return { ...edited, network: document.network, blocks };
}

/** Adds a definition under a free id and name; null where the document is full. */
export function addDefinition(
  document: ProjectDocument,
  definition: Omit<BlockDefinition, 'id'>,
): { readonly document: ProjectDocument; readonly id: string | null } {
  const { blocks } = document;
  if (blocks.length >= MAX_BLOCKS) return { document, id: null };
  const names = new Set(blocks.map(({ name }) => name));
  const name = names.has(definition.name) ? nextName(definition.name, names) : definition.name;
  const id = new Identifiers(blocks).next('definition');
  return { document: { ...document, blocks: [...blocks, { ...definition, id, name }] }, id };
}

/** The definition in use by instances anywhere in the document. */
export const isUsed = ({ network, blocks }: ProjectDocument, id: string): boolean =>
  [network, ...blocks.map((block) => block.network)].some(({ nodes }) =>
    nodes.some((node) => node.kind === BLOCK && node.block === id),
  );

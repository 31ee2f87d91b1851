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

const seenDocuments = new WeakMap<ProjectDocument, Map<string, ProjectDocument>>();

/** The document as seen from inside of a block: its network in the place of the document's. The same object each time. */
export function seenInside(document: ProjectDocument, block: string | null): ProjectDocument {
  const definition = block === null ? undefined : blocksById(document.blocks).get(block);
  if (!definition) return document;
  const byBlock = seenDocuments.get(document) ?? new Map<string, ProjectDocument>();
  seenDocuments.set(document, byBlock);
  const known = byBlock.get(definition.id) ?? { ...document, network: definition.network };
  byBlock.set(definition.id, known);
  return known;
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

export const isInstanceOf = ({ kind, block }: NetworkNode, id: string): boolean =>
  kind === BLOCK && block === id;

/** How many instances of a definition stand in the networks of the document, inside of blocks too. */
export const usesOf = ({ network, blocks }: ProjectDocument, id: string): number =>
  [network, ...blocks.map((block) => block.network)].reduce(
    (count, { nodes }) => count + nodes.filter((node) => isInstanceOf(node, id)).length,
    0,
  );

/** How far a path of instances leads in this document. */
export function stillOpen(document: ProjectDocument, path: readonly string[]): readonly string[] {
  let { network } = document;
  for (const [depth, id] of path.entries()) {
    const node = network.nodes.find((each) => each.id === id);
    const definition = node && definitionOf(document.blocks, node);
    if (!definition) return path.slice(0, depth);
    network = definition.network;
  }
  return path;
}

/** The block whose network a path of instances opens; null for the document's own. */
export function openedBlock(document: ProjectDocument, path: readonly string[]): string | null {
  let block: string | null = null;
  for (const id of stillOpen(document, path)) {
    const { nodes }: Network = seenInside(document, block).network;
    block = nodes.find((node) => node.id === id)?.block ?? null;
  }
  return block;
}

/**
 * Where the node at a path is drawn: the instances to open, and its id there. An id that is itself a path, of a
 * layer that was expanded in place, is found where it stands. Null where nothing has that path.
 */
export function placeOfPath(
  document: ProjectDocument,
  path: string,
): { readonly opened: readonly string[]; readonly id: string } | null {
  const opened: string[] = [];
  let { network } = document;
  let rest = path;
  for (;;) {
    if (network.nodes.some(({ id }) => id === rest)) return { opened, id: rest };
    const instance = network.nodes.find(
      (node) => node.kind === BLOCK && rest.startsWith(node.id + PATH_SEPARATOR),
    );
    const definition = instance && definitionOf(document.blocks, instance);
    if (!definition) return null;
    opened.push(instance.id);
    rest = rest.slice(instance.id.length + PATH_SEPARATOR.length);
    network = definition.network;
  }
}

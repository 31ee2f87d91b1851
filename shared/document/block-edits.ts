import { BLOCK, usesOf } from './blocks';
import { MAX_NAME_CHARACTERS, MAX_NODES } from './limits';
import { Identifiers, nextName } from './names';
import type { BlockDefinition, NetworkNode, Position, ProjectDocument } from './schema';

/** Adds an instance of a block; null id where the document is full. */
export function addInstance(
  document: ProjectDocument,
  definition: BlockDefinition,
  position: Position,
): { readonly document: ProjectDocument; readonly id: string | null } {
  const { network } = document;
  if (network.nodes.length >= MAX_NODES) return { document, id: null };
  const id = new Identifiers(network.nodes).next(BLOCK);
  const names = new Set(network.nodes.map(({ name }) => name));
  const base = definition.name.replace(/ \d+$/, '');
  const node: NetworkNode = {
    id,
    kind: BLOCK,
    name: nextName(base || definition.id, names),
    position,
    parameters: {},
    block: definition.id,
  };
  return {
    document: { ...document, network: { ...network, nodes: [...network.nodes, node] } },
    id,
  };
}

/** Changes one definition; the very document where that changes nothing. */
export const changeBlock = (
  document: ProjectDocument,
  id: string,
  change: (block: BlockDefinition) => BlockDefinition,
): ProjectDocument => {
  const blocks = document.blocks.map((block) => (block.id === id ? change(block) : block));
  return blocks.every((block, index) => block === document.blocks[index])
    ? document
    : { ...document, blocks };
};

/** Renames a definition; an empty name stays as it was. */
export function renameBlock(document: ProjectDocument, id: string, name: string): ProjectDocument {
  const trimmed = name.trim().slice(0, MAX_NAME_CHARACTERS);
  return changeBlock(document, id, (block) =>
    trimmed === '' || trimmed === block.name ? block : { ...block, name: trimmed },
  );
}

/** Removes a definition that no instance uses. */
export const removeBlock = (document: ProjectDocument, id: string): ProjectDocument =>
  usesOf(document, id) > 0 || !document.blocks.some((block) => block.id === id)
    ? document
    : { ...document, blocks: document.blocks.filter((block) => block.id !== id) };

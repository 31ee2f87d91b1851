import { BLOCK, isUsed } from './blocks';
import { MAX_NAME_CHARACTERS, MAX_NODES } from './limits';
import { Identifiers, nextName } from './names';
import {
  type BlockDefinition,
  blockSchema,
  type NetworkNode,
  type Position,
  type ProjectDocument,
} from './schema';

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

const changeBlock = (
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
  isUsed(document, id) || !document.blocks.some((block) => block.id === id)
    ? document
    : { ...document, blocks: document.blocks.filter((block) => block.id !== id) };

/** Exposes a parameter of a node inside under a name; one name may set several parameters at once. */
export function exposeSetting(
  document: ProjectDocument,
  id: string,
  name: string,
  target: { readonly node: string; readonly parameter: string },
): ProjectDocument {
  return changeBlock(document, id, (block) => {
    const trimmed = name.trim().slice(0, MAX_NAME_CHARACTERS);
    const known = block.settings.find((setting) => setting.name === trimmed);
    const isThere = known?.targets.some(
      ({ node, parameter }) => node === target.node && parameter === target.parameter,
    );
    if (trimmed === '' || isThere) return block;
    const next = { name: trimmed, targets: [...(known?.targets ?? []), { ...target }] };
    const settings = known
      ? block.settings.map((setting) => (setting === known ? next : setting))
      : [...block.settings, next];
    const changed = { ...block, settings };
    return blockSchema.safeParse(changed).success ? changed : block;
  });
}

/** Hides a parameter again, under whatever name it was exposed. */
export function hideSetting(
  document: ProjectDocument,
  id: string,
  target: { readonly node: string; readonly parameter: string },
): ProjectDocument {
  return changeBlock(document, id, (block) => {
    const settings = block.settings.flatMap((setting) => {
      const targets = setting.targets.filter(
        ({ node, parameter }) => node !== target.node || parameter !== target.parameter,
      );
      if (targets.length === setting.targets.length) return [setting];
      return targets.length === 0 ? [] : [{ ...setting, targets }];
    });
    const isSame =
      settings.length === block.settings.length &&
      settings.every((setting, index) => setting === block.settings[index]);
    return isSame ? block : { ...block, settings };
  });
}

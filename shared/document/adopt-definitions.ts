import { BLOCK, blocksById, blocksInside } from './blocks';
import { sameJson } from './json';
import { MAX_BLOCKS } from './limits';
import { Identifiers, nextName } from './names';
import type { BlockDefinition, Network } from './schema';

/** The definitions that a network needs, at any depth, in the order of the document. */
export function definitionsIn(
  { nodes }: Network,
  blocks: readonly BlockDefinition[],
): readonly BlockDefinition[] {
  const needed = new Set<string>();
  for (const { kind, block } of nodes) {
    if (kind !== BLOCK || block === undefined) continue;
    for (const id of blocksInside(blocks, block)) needed.add(id);
  }
  return needed.size === 0 ? [] : blocks.filter(({ id }) => needed.has(id));
}

/**
 * Takes definitions into a list. Those that are all there already stay the same; else all come under new ids, since
 * an id may mean another block here. Null where the list would be too long.
 */
export function adoptDefinitions(
  blocks: BlockDefinition[],
  added: readonly BlockDefinition[],
): { readonly blocks: BlockDefinition[]; readonly ids: ReadonlyMap<string, string> } | null {
  const known = blocksById(blocks);
  if (added.every((block) => sameJson(known.get(block.id), block)))
    return { blocks, ids: new Map() };
  if (blocks.length + added.length > MAX_BLOCKS) return null;
  const identifiers = new Identifiers(blocks);
  const ids = new Map(added.map(({ id }) => [id, identifiers.next('definition')]));
  const names = new Set(blocks.map(({ name }) => name));
  const adopted = added.map((block): BlockDefinition => {
    const name = names.has(block.name) ? nextName(block.name, names) : block.name;
    names.add(name);
    const nodes = block.network.nodes.map((node) => {
      const inner = ids.get(node.block ?? '');
      return inner === undefined ? node : { ...node, block: inner };
    });
    return {
      ...block,
      id: ids.get(block.id) as string,
      name,
      network: { ...block.network, nodes },
    };
  });
  return { blocks: [...blocks, ...adopted], ids };
}

import { BLOCK, blocksById, isRecursive, isStructural } from '../document/blocks';
import { MAX_BLOCK_DEPTH } from '../document/limits';
import type { BlockDefinition, Network } from '../document/schema';

/** What a block becomes with everything inside of it expanded. */
export interface BlockSize {
  readonly nodes: number;
  readonly edges: number;
  /** Levels of blocks, itself included. */
  readonly depth: number;
}

/** Why an instance cannot be expanded. */
export type Unexpandable = 'unknown' | 'recursive' | 'too-deep';

const kept = new WeakMap<readonly BlockDefinition[], Map<string, BlockSize | Unexpandable>>();

/**
 * How large a block is, worked out on figures alone: a hundred blocks of two of each other are 2¹⁰⁰ layers, which
 * must be known before anything is built. An instance that cannot be expanded counts as one node.
 */
export function sizeOfBlock(
  blocks: readonly BlockDefinition[],
  id: string | undefined,
): BlockSize | Unexpandable {
  const known = kept.get(blocks) ?? new Map<string, BlockSize | Unexpandable>();
  kept.set(blocks, known);
  const key = id ?? '';
  const size = known.get(key) ?? measure(blocks, key);
  known.set(key, size);
  return size;
}

function measure(blocks: readonly BlockDefinition[], id: string): BlockSize | Unexpandable {
  const definition = blocksById(blocks).get(id);
  if (!definition) return 'unknown';
  if (isRecursive(blocks, id)) return 'recursive';
  const { nodes, edges, depth } = sizeOfNetwork(blocks, definition.network);
  return depth + 1 > MAX_BLOCK_DEPTH ? 'too-deep' : { nodes, edges, depth: depth + 1 };
}

/** A network with all of its blocks expanded. */
export function sizeOfNetwork(
  blocks: readonly BlockDefinition[],
  { nodes, edges }: Network,
): BlockSize {
  const total = { nodes: 0, edges: edges.length, depth: 0 };
  for (const node of nodes) {
    const size = node.kind === BLOCK ? sizeOfBlock(blocks, node.block) : null;
    if (size && typeof size !== 'string') {
      total.nodes += size.nodes;
      total.edges += size.edges;
      total.depth = Math.max(total.depth, size.depth);
    } else if (size || !isStructural(node)) total.nodes += 1;
  }
  return total;
}

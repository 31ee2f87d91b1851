import { openedBlock, placeOfPath, seenInside } from '../../document/blocks';
import type { NetworkNode, ProjectDocument } from '../../document/schema';

/** Where a layer of the analysis is drawn. */
export interface DrawnLayer {
  /** Its id in the analysis. */
  readonly path: string;
  /** The block whose network it stands in; null: the document's own. */
  readonly block: string | null;
  /** Its id in that network. */
  readonly id: string;
}

/**
 * Layers by their ids in the analysis, as they are drawn: one inside of a block stands there once, however many instances
 * the block has, and a change of it is a change of all.
 */
export function drawnLayers(
  document: ProjectDocument,
  paths: readonly string[],
): readonly DrawnLayer[] {
  const found = new Map<string, DrawnLayer>();
  for (const path of paths) {
    const place = placeOfPath(document, path);
    if (!place) continue;
    const block = openedBlock(document, place.opened);
    const key = JSON.stringify([block, place.id]);
    if (!found.has(key)) found.set(key, { path, block, id: place.id });
  }
  return [...found.values()];
}

type Place = Pick<DrawnLayer, 'block' | 'id'>;

export const nodeAt = (document: ProjectDocument, { block, id }: Place): NetworkNode | undefined =>
  seenInside(document, block).network.nodes.find((node) => node.id === id);

/** The only node that feeds another of the same network; null where none or several do. */
function sourceOf(document: ProjectDocument, { block, id }: Place): string | null {
  const { edges } = seenInside(document, block).network;
  const arriving = edges.filter(({ target }) => target === id);
  return arriving.length === 1 ? arriving[0].source : null;
}

/** What feeds the first of two layers, if the second is reached from it by nodes of one input each; else null. */
export function sourceOfChain(
  document: ProjectDocument,
  first: DrawnLayer,
  second: DrawnLayer,
): string | null {
  if (first.block !== second.block) return null;
  let at: string | null = second.id;
  const seen = new Set<string>();
  while (at !== null && at !== first.id && !seen.has(at)) {
    seen.add(at);
    at = sourceOf(document, { block: second.block, id: at });
  }
  return at === first.id ? sourceOf(document, first) : null;
}

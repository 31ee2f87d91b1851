import { LAYERS } from '../catalogue/layers';
import { addNode, connect } from '../document/edits';
import type { ProjectDocument } from '../document/schema';
import { analyse } from './analyse';

/**
 * Kinds of layers that can follow `source`, for a connection that is dropped on empty space; those that fit the
 * shape first, the rest behind in the order of the palette. Merging layers fit as well: their second input
 * can come later.
 */
export function kindsThatFit(document: ProjectDocument, source: string): readonly string[] {
  const analysed = analyse(document).nodes.get(source);
  if (!analysed || analysed.definition?.hasOutput === false) return [];
  const takers = LAYERS.entries.filter(({ inputs }) => inputs !== 'none');
  const { outputShape } = analysed;
  const fits = takers.filter((layer) => {
    if (!outputShape || layer.inputs === 'many') return true;
    return !faultAfter(document, source, layer.kind);
  });
  return [...fits, ...takers.filter((layer) => !fits.includes(layer))].map(({ kind }) => kind);
}

/** Whether a new node of this kind, with default parameters, would refuse the shape that `source` gives. */
function faultAfter(document: ProjectDocument, source: string, kind: string): boolean {
  const position = { x: 0, y: 0 };
  const added = addNode(document, { kind, label: kind, position });
  if (added.id === null) return false;
  const connected = connect(added.document, source, added.id);
  return analyse(connected).nodes.get(added.id)?.outputShape === null;
}

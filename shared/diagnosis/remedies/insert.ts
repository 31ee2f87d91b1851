import { newNode } from '../../catalogue/new-node';
import { editInside, seenInside } from '../../document/blocks';
import { addNode, connect, moveElements } from '../../document/edits';
import { COLUMN_WIDTH } from '../../document/extent';
import type { Parameters, Position, ProjectDocument } from '../../document/schema';
import type { Locale } from '../../text/text';
import type { DrawnLayer } from './drawn-layers';

interface Inserted {
  readonly document: ProjectDocument;
  readonly id: string;
}

/** Half the height of a row, in canvas units. */
const HALF_ROW = 72;

/** Moves all that stands in the same row to the right of a place by one step, so that a node fits in. */
function makeRoom(document: ProjectDocument, { x, y }: Position): ProjectDocument {
  const moved = document.network.nodes
    .filter(({ position }) => position.x > x && Math.abs(position.y - y) < HALF_ROW)
    .map(({ id, position }) => [id, { ...position, x: position.x + COLUMN_WIDTH }] as const);
  return moveElements(document, new Map(moved));
}

interface NewLayer {
  readonly kind: string;
  readonly parameters?: Parameters;
  readonly locale: Locale;
}

function insertHere(
  document: ProjectDocument,
  id: string,
  { kind, parameters = {}, locale }: NewLayer,
): Inserted | null {
  const before = document.network.nodes.find((node) => node.id === id);
  if (!before) return null;
  const made = newNode(kind, locale);
  const position = { ...before.position, x: before.position.x + COLUMN_WIDTH };
  const added = addNode(makeRoom(document, before.position), {
    ...made,
    parameters: { ...made.parameters, ...parameters },
    position,
  });
  if (added.id === null) return null;
  const leaving = document.network.edges.filter(({ source }) => source === id);
  // An edge of a merge keeps its place among the others: Concatenate depends on their order.
  const edges = added.document.network.edges.map((edge) =>
    leaving.includes(edge) ? { ...edge, source: added.id as string } : edge,
  );
  const rewired = { ...added.document, network: { ...added.document.network, edges } };
  return { document: connect(rewired, id, added.id), id: added.id };
}

/**
 * Puts a new node behind another, in its row: all connections that left the old one leave the new one. Inside of a block
 * it is put into the definition, and so into all instances. `id` is the new one's in the same network; null where the
 * document is full.
 */
export function insertAfter(
  document: ProjectDocument,
  { block, id }: Pick<DrawnLayer, 'block' | 'id'>,
  layer: NewLayer,
): Inserted | null {
  const made = insertHere(seenInside(document, block), id, layer);
  return made && { ...made, document: editInside(document, block, () => made.document) };
}

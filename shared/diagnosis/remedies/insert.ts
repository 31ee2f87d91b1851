import { newNode } from '../../catalogue/new-node';
import { addNode, connect, setNodeParameters } from '../../document/edits';
import type { Parameters, ProjectDocument } from '../../document/schema';
import type { Locale } from '../../text/text';

interface Inserted {
  readonly document: ProjectDocument;
  readonly id: string;
}

/** Half a node's height, in units of the canvas: a node that is added stands below the one it follows. */
const OFFSET = 72;

/**
 * Puts a new node behind a node of the canvas: all connections that left the old one leave the new one. Null where
 * the document is full or the node lies inside of a block.
 */
export function insertAfter(
  document: ProjectDocument,
  id: string,
  {
    kind,
    parameters = {},
    locale,
  }: { readonly kind: string; readonly parameters?: Parameters; readonly locale: Locale },
): Inserted | null {
  const before = document.network.nodes.find((node) => node.id === id);
  if (!before) return null;
  const { x, y } = before.position;
  const made = newNode(kind, locale);
  const position = { x: x + OFFSET / 2, y: y + OFFSET };
  const added = addNode(document, { ...made, position });
  if (added.id === null) return null;
  const leaving = document.network.edges.filter(({ source }) => source === id);
  // An edge of a merge keeps its place among the others: Concatenate depends on their order.
  const edges = added.document.network.edges.map((edge) =>
    leaving.includes(edge) ? { ...edge, source: added.id as string } : edge,
  );
  const rewired = { ...added.document, network: { ...added.document.network, edges } };
  const connected = connect(rewired, id, added.id);
  return { document: setNodeParameters(connected, added.id, parameters), id: added.id };
}

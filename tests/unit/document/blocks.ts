import { addInstance } from '../../../shared/document/block-edits';
import { definitionOf } from '../../../shared/document/blocks';
import { connect } from '../../../shared/document/edits';
import { expandBlock } from '../../../shared/document/expand-block';
import { makeBlock } from '../../../shared/document/make-block';
import type { ProjectDocument } from '../../../shared/document/schema';

export const WORDS = { block: 'Block', input: 'In', output: 'Out' };

/** The document with these nodes in a block, or why not. */
export function inBlock(document: ProjectDocument, ...ids: string[]): ProjectDocument {
  const made = makeBlock(document, ids, WORDS);
  if (!made.ok) throw new Error(made.failure.text.en);
  return made.value.document;
}

/** Expanded in place, one instance after the other, until none is left: what a person would do by hand. */
export function flattened(document: ProjectDocument): ProjectDocument {
  let flat = document;
  for (;;) {
    const instance = flat.network.nodes.find((node) => definitionOf(flat.blocks, node));
    if (!instance) return flat;
    const expanded = expandBlock(flat, instance.id);
    if (!expanded.ok) throw new Error(expanded.failure.text.en);
    flat = expanded.value;
  }
}

/** A second instance of the block of `like`, put into the connection that leaves `like`. */
export function instanceAfter(document: ProjectDocument, like: string): ProjectDocument {
  const first = document.network.nodes.find(({ id }) => id === like);
  const definition = first && definitionOf(document.blocks, first);
  if (!definition) throw new Error(`${like} is no instance`);
  const added = addInstance(document, definition, { x: 0, y: 0 });
  const id = added.id as string;
  const { network } = added.document;
  const edges = network.edges.map((edge) =>
    edge.source === like ? { ...edge, source: id } : edge,
  );
  return connect({ ...added.document, network: { ...network, edges } }, like, id);
}

import { remediesFor } from '../../../shared/diagnosis/repair';
import type { ProjectDocument } from '../../../shared/document/schema';

/** The document with one remedy's edit, which is to be offered and to need no measuring. */
export function remedied(
  document: ProjectDocument,
  kind: string,
  nodes: readonly string[] = [],
): ProjectDocument {
  const [offer] = remediesFor(document, { remedies: [kind], nodes: [...nodes] }, 'en');
  if (!offer?.document) throw new Error(`${kind} is not offered`);
  return offer.document;
}

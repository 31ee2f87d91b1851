import { z } from 'zod';
import { copyFragment } from '../../shared/document/edits';
import { MAX_PROJECT_BYTES } from '../../shared/document/limits';
import { networkSchema, type ProjectDocument } from '../../shared/document/schema';
import type { Selection } from '../app/state/selection-store';

/** Our own type on the clipboard; the same JSON goes as text, for clipboards that carry nothing else. */
export const FRAGMENT_MIME = 'application/x-vanishing-point-fragment+json';
const FRAGMENT_FORMAT = 'vanishing-point-fragment';

const fragmentSchema = z.object({ format: z.literal(FRAGMENT_FORMAT), network: networkSchema });

/** A part of a network: what a person copied. Edges are those between copied nodes. */
export type Fragment = z.infer<typeof networkSchema>;

/** The selected part of a document; null where nothing that can be copied is selected. */
export function fragmentOf(document: ProjectDocument, selection: Selection): Fragment | null {
  const fragment = copyFragment(document, {
    nodes: [...selection.nodes],
    comments: [...selection.comments],
  });
  return fragment.nodes.length + fragment.comments.length > 0 ? fragment : null;
}

export const serializeFragment = (fragment: Fragment): string =>
  JSON.stringify({ format: FRAGMENT_FORMAT, network: fragment });

/** Reads clipboard text; null for anything but a fragment. The text may come from any program, so a schema checks it. */
export function parseFragment(text: string): Fragment | null {
  // Long text that is none of ours is not worth parsing on the page's thread.
  if (text.length > MAX_PROJECT_BYTES || !text.includes(FRAGMENT_FORMAT)) return null;
  try {
    const parsed = fragmentSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.network : null;
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { copyFragment, type Fragment } from '../../shared/document/edits';
import { MAX_BLOCKS, MAX_PROJECT_BYTES } from '../../shared/document/limits';
import { blockSchema, networkSchema, type ProjectDocument } from '../../shared/document/schema';
import type { Selection } from '../app/state/selection-store';

/** Our own type on the clipboard; the same JSON goes as text, for clipboards that carry nothing else. */
export const FRAGMENT_MIME = 'application/x-vanishing-point-fragment+json';
const FRAGMENT_FORMAT = 'vanishing-point-fragment';

const fragmentSchema = z.object({
  format: z.literal(FRAGMENT_FORMAT),
  network: networkSchema,
  blocks: z.array(blockSchema).max(MAX_BLOCKS).optional(),
});

export type { Fragment };

/** The selected part of a document; null where nothing that can be copied is selected. */
export function fragmentOf(document: ProjectDocument, selection: Selection): Fragment | null {
  const fragment = copyFragment(document, {
    nodes: [...selection.nodes],
    comments: [...selection.comments],
  });
  return fragment.nodes.length + fragment.comments.length > 0 ? fragment : null;
}

export const serializeFragment = ({ blocks, ...network }: Fragment): string =>
  JSON.stringify({ format: FRAGMENT_FORMAT, network, blocks });

/** Reads clipboard text; null for anything but a fragment. The text may come from any program, so a schema checks it. */
export function parseFragment(text: string): Fragment | null {
  // Long text that is none of ours is not worth parsing on the page's thread.
  if (text.length > MAX_PROJECT_BYTES || !text.includes(FRAGMENT_FORMAT)) return null;
  try {
    const parsed = fragmentSchema.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    const { network, blocks } = parsed.data;
    return blocks ? { ...network, blocks } : network;
  } catch {
    return null;
  }
}

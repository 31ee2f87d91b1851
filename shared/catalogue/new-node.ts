import type { Parameters } from '../document/schema';
import type { Locale } from '../text/text';
import { nodeKind } from './node-kinds';
import { defaultsOf } from './parameter';

/** What `addNode` needs to know of a kind: its name in the reader's language and its default parameters. */
export function newNode(
  kind: string,
  locale: Locale,
): { readonly kind: string; readonly label: string; readonly parameters: Parameters } {
  const entry = nodeKind(kind);
  if (!entry) throw new Error(`no kind of node ${kind}`);
  return { kind, label: entry.label[locale], parameters: defaultsOf(entry.parameters) };
}

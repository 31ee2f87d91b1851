import type { Parameters } from '../document/schema';
import type { Locale } from '../text/text';
import { LAYERS } from './layers';
import { defaultsOf } from './parameter';

/** What `addNode` needs to know of a kind: its name in the reader's language and its default parameters. */
export function newNode(
  kind: string,
  locale: Locale,
): { readonly kind: string; readonly label: string; readonly parameters: Parameters } {
  const { label, parameters } = LAYERS.get(kind);
  return { kind, label: label[locale], parameters: defaultsOf(parameters) };
}

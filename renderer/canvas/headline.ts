import { CHOICE_CATALOGUES } from '../../shared/catalogue/catalogues';
import type { HeadlinePart, LayerDefinition } from '../../shared/catalogue/layer';
import { LAYERS } from '../../shared/catalogue/layers';
import { checkParameters } from '../../shared/catalogue/parameter';
import type { NetworkNode } from '../../shared/document/schema';
import type { Locale, Text } from '../../shared/text/text';

function partText(part: HeadlinePart, locale: Locale): string {
  if (part.type === 'text') return part.text;
  return CHOICE_CATALOGUES[part.catalogue].find(part.kind)?.label[locale] ?? part.kind;
}

const headlines = new WeakMap<NetworkNode, Readonly<Record<Locale, string>>>();

function headlineIn(node: NetworkNode, definition: LayerDefinition, locale: Locale): string {
  const { values } = checkParameters(definition.parameters, node.parameters);
  return definition
    .headline(values)
    .map((part) => partText(part, locale))
    .join(' · ');
}

/** A node's parameters in one line, for example `100 · ReLU · He normal`; made once per version of the node. */
export function headlineOf(node: NetworkNode, locale: Locale): string {
  const known = headlines.get(node);
  if (known) return known[locale];
  const definition = LAYERS.find(node.kind);
  const made = definition
    ? { en: headlineIn(node, definition, 'en'), zh: headlineIn(node, definition, 'zh') }
    : { en: '', zh: '' };
  headlines.set(node, made);
  return made[locale];
}

/** Whether a search, in any case of letters, is part of one of the names. */
export function matches(names: readonly string[], search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return names.some((name) => name.toLocaleLowerCase().includes(wanted));
}

/** What a person may type to find an entry: its label in both languages and its kind. */
export const matchesSearch = (
  entry: { readonly kind: string; readonly label: Text },
  search: string,
): boolean => matches([entry.kind, entry.label.en, entry.label.zh], search);

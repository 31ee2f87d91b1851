import type { Locale, Text } from '../text/text';
import type { ParameterTable } from './parameter';

/** What every entry of every catalogue says of itself. Palette, forms, docs, help and registry tests derive from it. */
export interface CatalogueEntry {
  readonly kind: string;
  readonly label: Text;
  /** One line: what it does and when to take it. */
  readonly summary: Text;
  /** In plain Unicode, for example `y = max(x, 0)`; in both languages where it holds words. */
  readonly formula: string | Text;
  /** Paper or book, with equation or section where there is one. */
  readonly source: string;
  readonly parameters: ParameterTable;
}

/** A formula as a reader of a language sees it. */
export const formulaIn = (formula: string | Text, locale: Locale): string =>
  typeof formula === 'string' ? formula : formula[locale];

/** A catalogue: entries by kind, in the order in which people see them. */
export interface Registry<Entry extends CatalogueEntry> {
  readonly entries: readonly Entry[];
  readonly kinds: readonly string[];
  find(kind: string): Entry | undefined;
  /** For kinds that were checked before; throws on an unknown one, which is a bug. */
  get(kind: string): Entry;
}

export function createRegistry<Entry extends CatalogueEntry>(
  name: string,
  entries: readonly Entry[],
): Registry<Entry> {
  const byKind = new Map<string, Entry>();
  for (const entry of entries) {
    if (byKind.has(entry.kind)) throw new Error(`${name}: two entries of kind ${entry.kind}`);
    byKind.set(entry.kind, entry);
  }
  return {
    entries,
    kinds: entries.map((entry) => entry.kind),
    find: (kind) => byKind.get(kind),
    get(kind) {
      const entry = byKind.get(kind);
      if (!entry) throw new Error(`${name}: no entry of kind ${kind}`);
      return entry;
    },
  };
}

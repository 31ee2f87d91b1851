import i18next from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import { LOCALES, type Locale, say, type Text, type TextValues } from '../../../shared/text/text';

/**
 * The words of the interface live with their room (`renderer/<room>/words.ts`), one entry per key with both
 * languages side by side, so that none can be forgotten and a removed room takes its words along.
 */
export interface Words<Entries extends Readonly<Record<string, Text>>> {
  readonly namespace: string;
  readonly entries: Entries;
}

void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it renders; escaping twice would show entities.
  interpolation: { escapeValue: false },
});

export const i18n = i18next;

/** Registers a room's words under a namespace of its own. */
export function defineWords<const Entries extends Readonly<Record<string, Text>>>(
  namespace: string,
  entries: Entries,
): Words<Entries> {
  for (const locale of LOCALES) {
    const bundle = Object.fromEntries(
      Object.entries(entries).map(([key, text]) => [key, text[locale]]),
    );
    i18next.addResourceBundle(locale, namespace, bundle, true, true);
  }
  return { namespace, entries };
}

type Translate<Key extends string> = (key: Key, values?: TextValues) => string;

/** One translator a room and language: a canvas of a thousand nodes asks for the same one a thousand times. */
const translators = new Map<string, Translate<string>>();

function translatorOf(namespace: string, locale: Locale): Translate<string> {
  const name = `${locale} ${namespace}`;
  const known = translators.get(name);
  if (known) return known;
  const t = i18next.getFixedT(locale, namespace);
  const translate = (key: string, values?: TextValues): string => t(key, { ...values });
  translators.set(name, translate);
  return translate;
}

/** `t('key', values)` for a room's words in the current language; renders again when it is switched. */
export function useWords<Entries extends Readonly<Record<string, Text>>>(
  words: Words<Entries>,
): Translate<keyof Entries & string> {
  return translatorOf(words.namespace, useLocale());
}

export const currentLocale = (): Locale => (i18next.language === 'zh' ? 'zh' : 'en');

const localeListeners = new Set<() => void>();
i18next.on('languageChanged', () => {
  for (const listener of localeListeners) listener();
});

function subscribeLocale(listener: () => void): () => void {
  localeListeners.add(listener);
  return () => localeListeners.delete(listener);
}

/** The current language, as state. Not react-i18next's hook, which costs more than the node that asks. */
export const useLocale = (): Locale => useSyncExternalStore(subscribeLocale, currentLocale);

/** Says a bilingual text of the catalogue, of a problem or of a lab in the current language. */
export function useSay(): (text: Text, values?: TextValues) => string {
  const locale = useLocale();
  return useCallback((text, values) => say(text, locale, values), [locale]);
}

/** Puts sentences one after the other as the current language does: Chinese has no space after a full stop. */
export function useJoined(): (...sentences: readonly string[]) => string {
  const locale = useLocale();
  return useCallback((...sentences) => sentences.join(locale === 'zh' ? '' : ' '), [locale]);
}

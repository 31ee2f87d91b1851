import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import {
  fillTemplate,
  LOCALES,
  type Locale,
  type Text,
  type TextValues,
} from '../../../shared/text/text';

/**
 * The words of the interface live with their room (`renderer/<room>/words.ts`), one entry per key with both
 * languages side by side, so that none can be forgotten and a removed room takes its words along.
 */
export interface Words<Entries extends Readonly<Record<string, Text>>> {
  readonly namespace: string;
  readonly entries: Entries;
}

void i18next.use(initReactI18next).init({
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

/** `t('key', values)` for a room's words in the current language; renders again when it is switched. */
export function useWords<Entries extends Readonly<Record<string, Text>>>(
  words: Words<Entries>,
): (key: keyof Entries & string, values?: TextValues) => string {
  const { t } = useTranslation(words.namespace);
  return useCallback((key, values) => t(key, { ...values }), [t]);
}

export const currentLocale = (): Locale => (i18next.language === 'zh' ? 'zh' : 'en');

/** The current language, as state. */
export function useLocale(): Locale {
  const { i18n: instance } = useTranslation();
  return instance.language === 'zh' ? 'zh' : 'en';
}

/** Says a bilingual text of the catalogue, of a problem or of a lab in the current language. */
export function useSay(): (text: Text, values?: TextValues) => string {
  const locale = useLocale();
  return useCallback((text, values = {}) => fillTemplate(text[locale], values), [locale]);
}

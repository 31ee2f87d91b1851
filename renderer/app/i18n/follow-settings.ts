import type { Locale } from '../../../shared/text/text';
import { useSettings } from '../settings/settings';
import { i18n } from './i18n';

/** BCP 47 tags: assistive technology and fonts need the script. */
const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-Hans' };

const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('zh') ? 'zh' : 'en');

function apply(): void {
  const { settings, info } = useSettings.getState();
  const chosen = settings.locale;
  const locale = chosen === 'system' ? localeOf(info?.locale || navigator.language) : chosen;
  document.documentElement.lang = LANGUAGE_TAGS[locale];
  if (i18n.language !== locale) void i18n.changeLanguage(locale);
}

/** The interface speaks what the settings say, from now on; `system` is the language of the host's machine. */
export function followLocaleSetting(): void {
  apply();
  useSettings.subscribe((state, previous) => {
    if (state.settings.locale !== previous.settings.locale || state.info !== previous.info) apply();
  });
}

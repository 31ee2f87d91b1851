import type { Locale } from '../../../shared/text/text';
import { useSettings } from '../settings/settings';
import { i18n } from './i18n';

/** BCP 47 tags: assistive technology and fonts need the script. */
const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-Hans' };

const localeOf = (tag: string): Locale => (tag.toLowerCase().startsWith('zh') ? 'zh' : 'en');

function apply(): void {
  const { settings, info } = useSettings.getState();
  const chosen = settings.locale;
  // A browser's own language says more of the person than that of the machine that serves the page.
  const system = info?.host === 'desktop' && info.locale ? info.locale : navigator.language;
  const locale = chosen === 'system' ? localeOf(system) : chosen;
  document.documentElement.lang = LANGUAGE_TAGS[locale];
  if (i18n.language !== locale) void i18n.changeLanguage(locale);
}

/** The interface speaks what the settings say, from now on; `system` is the desktop's language, or the browser's. */
export function followLocaleSetting(): void {
  apply();
  useSettings.subscribe((state, previous) => {
    if (state.settings.locale !== previous.settings.locale || state.info !== previous.info) apply();
  });
}

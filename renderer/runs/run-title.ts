import type { RunSummary } from '../../shared/host-data';
import { tellChiefSettings } from '../../shared/sweep/chief-settings';
import { type Locale, say } from '../../shared/text/text';

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-GB', zh: 'zh-CN' };

/** With the seconds: two runs may begin within one minute. */
const TITLE: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
};
const SHORT: Intl.DateTimeFormatOptions = { ...TITLE, second: undefined };

/** When a run began, to the minute. */
export const startedShort = ({ started }: RunSummary, locale: Locale): string =>
  new Date(started).toLocaleString(LANGUAGES[locale], SHORT);

/** When a run began, with year and second. */
export const startedFully = ({ started }: RunSummary, locale: Locale): string =>
  new Date(started).toLocaleString(LANGUAGES[locale]);

/** What a run is called: by the person, or else by when it began. */
export const runTitle = ({ label, started }: RunSummary, locale: Locale): string =>
  label?.name || new Date(started).toLocaleString(LANGUAGES[locale], TITLE);

/** The chief settings of a run in one line; empty where nobody has looked yet. */
export const settingsLine = ({ settings }: RunSummary, locale: Locale): string =>
  settings
    ? tellChiefSettings(settings)
        .map((part) => say(part, locale))
        .join(' · ')
    : '';

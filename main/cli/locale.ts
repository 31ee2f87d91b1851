import { LOCALES, type Locale } from '../../shared/text/text';

/** Environment variables that say the language, strongest first (POSIX, locale categories). */
const VARIABLES = ['LC_ALL', 'LC_MESSAGES', 'LANG'];

/** The language of the terminal: Chinese where it is set to Chinese, else English. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const name = VARIABLES.map((variable) => environment[variable]).find((value) => value) ?? '';
  return /^zh/i.test(name) ? 'zh' : 'en';
}

const OPTION = '--locale';

/**
 * The language that the arguments ask for, or null. Read before the arguments are parsed, because help and
 * complaints about arguments are in that language too.
 */
export function localeInArguments(args: readonly string[]): Locale | null {
  const at = args.findIndex((argument) => argument === OPTION || argument.startsWith(`${OPTION}=`));
  if (at < 0) return null;
  const value = args[at].slice(OPTION.length + 1) || args[at + 1];
  return LOCALES.find((locale) => locale === value) ?? null;
}

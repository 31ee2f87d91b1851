import type { ProjectDocument } from '../document/schema';
import { LOCALES, type Locale } from '../text/text';
import { findLab } from '.';
import { labName } from './builder';

/** What a project is called in a language: that of a lab as the lab is, until somebody gives it a name of its own. */
export function shownName(
  { lab, name }: Pick<ProjectDocument, 'lab' | 'name'>,
  locale: Locale,
): string {
  const found = lab === null ? undefined : findLab(lab);
  if (!found) return name;
  const nameIn = (language: Locale): string => labName(found.id, found.title, language);
  return LOCALES.some((language) => nameIn(language) === name) ? nameIn(locale) : name;
}

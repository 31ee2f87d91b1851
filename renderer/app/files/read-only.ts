import { hideNotice, showNotice } from '../host/notice';
import { currentLocale } from '../i18n/i18n';
import { useProject } from '../state/project-store';
import { fileWords } from './words';

const NOTICE = 'read-only';

/**
 * Says at the first edit of a project that may not be saved to its file why, and what to do: a mark beside the name
 * is not seen by who draws, and an hour's work would meet the obstacle at its end. Call once.
 */
export function sayReadOnly(): void {
  let told: string | null = null;
  useProject.subscribe((state, previous) => {
    if (state.draft !== previous.draft || !state.readOnly) return hideNotice(NOTICE);
    // Once a project: a notice that was closed must not come back with every edit.
    if (state.document === previous.document || told === state.draft) return;
    told = state.draft;
    const locale = currentLocale();
    showNotice({
      id: NOTICE,
      title: fileWords.entries.readOnly[locale],
      message: state.readOnly[locale],
      color: 'orange',
      autoClose: false,
    });
  });
}

import { useDocumentTitle } from '@mantine/hooks';
import { shownName } from '../../../shared/labs/shown-name';
import { useLocale, useWords } from '../i18n/i18n';
import { isDirty, useProject } from '../state/project-store';
import { isProjectOpen, useView } from '../state/view-store';
import { shellWords } from './words';

/** The window's title: the project, a mark while it is unsaved, the app. */
export function DocumentTitle() {
  const t = useWords(shellWords);
  const hasProject = useView(isProjectOpen);
  const locale = useLocale();
  const name = useProject(({ document }) => shownName(document, locale));
  const dirty = useProject(isDirty);
  const project = hasProject ? `${dirty ? '• ' : ''}${name} — ` : '';
  useDocumentTitle(`${project}${t('appName')}`);
  return null;
}

import { setData, setTraining } from '../../shared/document/edits';
import type { ProjectDocument } from '../../shared/document/schema';
import type { Lab } from '../../shared/labs/lab';
import { openUnsavedDocument } from '../app/files/project-files';
import { currentLocale } from '../app/i18n/i18n';
import { editDocument } from '../app/state/project-store';
import { useView } from '../app/state/view-store';

/** Takes a lab into the window; asks first where that would drop unsaved work. */
export async function openLab(lab: Lab): Promise<void> {
  const opened = await openUnsavedDocument(lab.document(currentLocale()));
  if (opened) useView.setState({ screen: 'workbench', sideTab: 'lab' });
}

/** The network, data and training of `source` in `document`, which keeps its name: one edit, one undo step. */
const takeOver = (document: ProjectDocument, source: ProjectDocument): ProjectDocument =>
  setTraining(setData({ ...document, network: source.network }, source.data), source.training);

/** Makes a step's change (or undoes all of them, given the lab itself) in the current project. */
export function applyLabDocument(make: (locale: 'en' | 'zh') => ProjectDocument): void {
  const source = make(currentLocale());
  editDocument((document) => takeOver(document, source));
}

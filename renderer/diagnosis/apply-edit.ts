import type { ProjectDocument } from '../../shared/document/schema';
import { fillText, type Text } from '../../shared/text/text';
import { sayDone } from '../app/host/report-failure';
import { editDocument } from '../app/state/project-store';
import { diagnosisWords } from './words';

/** Makes an edit that was offered: one undo step. */
export function applyEdit(label: Text, edited: ProjectDocument): void {
  editDocument(() => edited);
  sayDone(fillText(diagnosisWords.entries.applied, { remedy: label }));
}

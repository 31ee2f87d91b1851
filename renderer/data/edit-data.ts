import { LOSSES } from '../../shared/catalogue/losses';
import type { ProjectDocument } from '../../shared/document/schema';
import { fillTemplate } from '../../shared/text/text';
import { sayDone } from '../app/host/report-failure';
import { editDocument, useProject } from '../app/state/project-store';
import { dataWords } from './words';

/** Makes an edit of the data as one undo step; where the loss had to follow, says so. */
export function editData(edit: (document: ProjectDocument) => ProjectDocument): void {
  const before = useProject.getState().document.training.loss.kind;
  editDocument(edit);
  const after = useProject.getState().document.training.loss.kind;
  const loss = after === before ? undefined : LOSSES.find(after);
  if (!loss) return;
  const { en, zh } = dataWords.entries.lossAdapted;
  sayDone({
    en: fillTemplate(en, { loss: loss.label.en }),
    zh: fillTemplate(zh, { loss: loss.label.zh }),
  });
}

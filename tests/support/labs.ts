import type { ProjectDocument, TrainingSettings } from '../../shared/document/schema';
import { findLab } from '../../shared/labs';

/**
 * A lab as it is opened in English, by `V1`, or what its second step makes of it, by `V1.2`, with other settings of its
 * training. Throws where there is none.
 */
export function openedLab(name: string, training: Partial<TrainingSettings> = {}): ProjectDocument {
  const [id, step] = name.split('.');
  const lab = findLab(id);
  const opened = step === undefined ? lab : lab?.steps[Number(step) - 1];
  if (!opened) throw new Error(`no lab ${name}`);
  const document = opened.document('en');
  return { ...document, training: { ...document.training, ...training } };
}

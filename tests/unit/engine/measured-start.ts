import { type Subject, subjectOf } from '../../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../../shared/document/schema';
import { findLab } from '../../../shared/labs';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { TestTrainer } from './trainer';

/** A lab as it is opened, in English. */
export function labDocument(id: string): ProjectDocument {
  const document = findLab(id)?.document('en');
  if (!document) throw new Error(`there is no lab ${id}`);
  return document;
}

/** A document's network before its first step, measured in this process. */
export async function measuredStart(document: ProjectDocument): Promise<Subject> {
  const trainer = new TestTrainer();
  await trainer.run(document, { telemetry: 'start' });
  const telemetry = new TelemetryStore(trainer.layout);
  for (const event of trainer.events) if (event.type === 'telemetry') telemetry.append(event.parts);
  const subject = subjectOf({ document, layout: trainer.layout, telemetry, state: null });
  if (!subject) throw new Error(`${document.name} told nothing`);
  return subject;
}

import { type Subject, subjectOf } from '../../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../../shared/document/schema';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { TestTrainer } from './trainer';

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

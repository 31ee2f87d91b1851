import type { PreparedData } from '../../shared/data/prepared-data';
import type { Subject } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { isOver } from '../../shared/telemetry/protocol';
import type { TrainingJob } from '../training/job';
import { TrainingSupervisor } from '../training/supervisor';
import { CliError } from './failures';
import { describeFailure } from './run-failure';

/** How far a diagnosis may train. */
export type Reach = 'start' | 'end';

/** What a job told, as a diagnosis looks at it; null before its trainer told what it measures. */
export const subjectOf = ({ request, layout, telemetry, state }: TrainingJob): Subject | null =>
  layout && telemetry
    ? { document: request.document, analysis: analyse(request.document), layout, telemetry, state }
    : null;

interface Watching {
  readonly file: string;
  readonly reach: Reach;
  readonly stepLimit?: number | null;
  /** Hears of the run as it goes. */
  readonly onProgress?: (job: TrainingJob) => void;
}

/**
 * Trains a document for its diagnosis, or only measures it before its first step. A run that ends in NaN is a result
 * here; one that never told anything is an error.
 */
export async function trainSubject(
  document: ProjectDocument,
  data: PreparedData,
  { file, reach, stepLimit = null, onProgress }: Watching,
): Promise<Subject> {
  const supervisor = new TrainingSupervisor();
  const run = supervisor.start({ document, data, stepLimit, paused: reach === 'start' });
  const job = supervisor.job(run);
  if (!job) throw new Error('the supervisor forgot a run that it just started');
  supervisor.onEvent((_run, event) => {
    if (event.type !== 'state') return;
    if (event.state.phase === 'paused') job.control('stop');
    if (!isOver(event.state.phase)) onProgress?.(job);
  });
  const { failure, step } = await job.over;
  await supervisor.stopAll();
  const subject = subjectOf(job);
  if (!subject || (failure && failure.kind !== 'not-finite')) {
    const reason = failure ? describeFailure(failure, document) : job.state.phase;
    throw new CliError('run-failed', { file, step: failure?.step ?? step, reason });
  }
  return subject;
}

import type { PreparedData } from '../../shared/data/prepared-data';
import { diagnose } from '../../shared/diagnosis/diagnose';
import type { Finding } from '../../shared/diagnosis/finding';
import { type Subject, subjectOf } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import { isOver } from '../../shared/telemetry/protocol';
import type { TrainingJob } from '../training/job';
import { TrainingSupervisor } from '../training/supervisor';
import { CliError } from './failures';
import { describeFailure } from './run-failure';

/** How far a diagnosis may train. */
export type Reach = 'start' | 'end';

interface JobOptions {
  readonly reach: Reach;
  readonly stepLimit?: number | null;
  /** Hears of the run as it goes. */
  readonly onProgress?: (job: TrainingJob) => void;
}

/**
 * Trains a document to its end, or looks at its start alone. The figures are those that a run shows, and a network
 * that exhausts the memory ends its own process only.
 */
export async function trainJob(
  document: ProjectDocument,
  data: PreparedData,
  { reach, stepLimit = null, onProgress }: JobOptions,
): Promise<TrainingJob> {
  const supervisor = new TrainingSupervisor();
  const run = supervisor.start({
    document,
    data,
    stepLimit,
    telemetry: reach === 'start' ? 'start' : 'default',
  });
  const job = supervisor.job(run);
  if (!job) throw new Error('the supervisor forgot a run that it just started');
  supervisor.onEvent((_run, event) => {
    if (event.type === 'state' && !isOver(event.state.phase)) onProgress?.(job);
  });
  await job.over;
  await supervisor.stopAll();
  return job;
}

/** What is wrong with a run, or with a start, as far as its job told. */
export function findingsOfJob(job: TrainingJob): readonly Finding[] {
  const subject = subjectOf(job);
  return subject ? diagnose(subject) : [];
}

/**
 * The same for a diagnosis. A run that ends in NaN is a result here; one that never told anything is an error, of the
 * file that it came from.
 */
export async function trainSubject(
  document: ProjectDocument,
  data: PreparedData,
  { file, ...options }: JobOptions & { readonly file: string },
): Promise<Subject> {
  const job = await trainJob(document, data, options);
  const { failure, step, phase } = job.state;
  const subject = subjectOf(job);
  if (!subject || (failure && failure.kind !== 'not-finite')) {
    const reason = failure ? describeFailure(failure, document) : phase;
    throw new CliError('run-failed', { file, step: failure?.step ?? step, reason });
  }
  return subject;
}

import { type DataEncoding, encodingOf } from '../../shared/data/encoding';
import type { RunSummary, StoredRun } from '../../shared/host-data';
import { figuresOf } from '../../shared/telemetry/run-figures';
import type { TrainingJob } from '../training/job';

/** What is known of a run beside what its trainer tells. */
export type RunIdentity = Pick<RunSummary, 'run' | 'project' | 'draft' | 'started' | 'purpose'> &
  Partial<Pick<RunSummary, 'from' | 'finding' | 'label' | 'settings'>>;

/** One line of a list of runs. */
export function summaryOf(
  { run, project, draft, started, purpose, from, finding, label, settings }: RunIdentity,
  job: TrainingJob,
): RunSummary {
  const { loss, validationLoss, metrics, validationMetrics } = figuresOf(job);
  const name = job.layout?.metrics[0] ?? '';
  const value = validationMetrics[name] ?? metrics[name] ?? null;
  return {
    run,
    project,
    draft,
    started,
    purpose,
    from,
    finding,
    label,
    settings,
    name: job.document.name,
    state: job.state,
    loss,
    validationLoss,
    metric: value === null ? null : { name, value },
    validationMetrics,
  };
}

/** What a run's data taught, kept with it; null where the job let go of its data. */
export const keptEncoding = ({ data }: Pick<TrainingJob, 'data'>): DataEncoding | null =>
  data && encodingOf(data);

/** Everything of a run that is kept; null before its trainer told what it measures. */
export function recordOf(identity: RunIdentity, job: TrainingJob): StoredRun | null {
  const { layout, telemetry, document } = job;
  if (!layout || !telemetry) return null;
  return {
    summary: summaryOf(identity, job),
    document,
    layout,
    groups: telemetry.toStored(),
  };
}

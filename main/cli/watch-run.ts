import type { PreparedData } from '../../shared/data/prepared-data';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunState } from '../../shared/telemetry/protocol';
import { figuresOf } from '../../shared/telemetry/run-figures';
import type { TrainingJob } from '../training/job';
import { TrainingSupervisor } from '../training/supervisor';
import type { CliContext } from './command';
import { CliError } from './failures';
import { INTERRUPTED_STATUS, onInterrupt } from './interrupt';
import { openProgress } from './progress';
import { describeFailure } from './run-failure';

const BEGUN = {
  en: 'Training {{file}} on {{backend}}: {{steps}} steps in {{epochs}} epochs. Ctrl-C stops it and keeps what was recorded.',
  zh: '正在 {{backend}} 上训练 {{file}}：{{epochs}} 轮，共 {{steps}} 步。按 Ctrl-C 停止，已记录的内容会保留。',
};
const STOPPING = {
  en: 'Stopping after this step; press Ctrl-C again to end at once.',
  zh: '将在本步结束后停止；再次按 Ctrl-C 立即结束。',
};

interface Watched {
  readonly run: string;
  readonly job: TrainingJob;
  readonly started: number;
}

const planOf = ({ backend, plannedSteps, plannedEpochs }: RunState) => ({
  backend,
  steps: plannedSteps,
  epochs: plannedEpochs,
});

/** Trains to the end, drawing progress. Ctrl-C asks for a clean stop first and ends at once the second time. */
export async function watchRun(
  file: string,
  request: { readonly document: ProjectDocument; readonly steps: number | null },
  data: PreparedData,
  context: CliContext,
): Promise<Watched> {
  const supervisor = new TrainingSupervisor();
  const progress = openProgress(context);
  const started = Date.now();
  const run = supervisor.start({ document: request.document, data, stepLimit: request.steps });
  const job = supervisor.job(run);
  if (!job) throw new Error('the supervisor forgot a run that it just started');
  let begun = false;
  const forget = supervisor.onEvent((_run, event) => {
    if (event.type === 'state' && event.state.phase === 'running') {
      if (!begun) context.note(context.say(BEGUN, { file, ...planOf(event.state) }));
      begun = true;
      progress.show(event.state, figuresOf(job).loss);
    }
    if (event.type === 'notice') context.note(context.say(event.message));
  });
  const stopListening = onInterrupt(() => {
    context.note(context.say(STOPPING));
    job.control('stop');
  });
  try {
    await job.over;
  } finally {
    stopListening();
    forget();
    progress.end();
    await supervisor.stopAll();
  }
  return { run, job, started };
}

/** Throws where a run failed or was stopped. */
export function failIfUnfinished(
  file: string,
  { state, document }: TrainingJob,
  json: Record<string, unknown>,
): void {
  if (state.phase === 'failed') {
    const reason = state.failure ? describeFailure(state.failure, document) : state.phase;
    const step = state.failure?.step ?? state.step;
    throw new CliError('run-failed', { file, step, reason }, json);
  }
  if (state.phase === 'stopped') {
    const values = { file, step: state.step, planned: state.plannedSteps };
    throw new CliError('stopped', values, json, INTERRUPTED_STATUS);
  }
}

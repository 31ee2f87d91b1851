import type { PreparedData } from '../../../shared/data/prepared-data';
import { MAX_EPOCHS, MAX_STEPS } from '../../../shared/document/limits';
import { PROCESS_BACKENDS, type ProjectDocument } from '../../../shared/document/schema';
import type { RunState } from '../../../shared/telemetry/protocol';
import { loadPreparedData } from '../../services/data/prepared';
import type { TrainingJob } from '../../training/job';
import { TrainingSupervisor } from '../../training/supervisor';
import type { CliCommand, CliContext, CliOptions } from '../command';
import { CliError } from '../failures';
import { oneOf, wholeNumber } from '../numbers';
import { openProgress } from '../progress';
import { loadProject, requireTrainable } from '../project-file';
import { describeFailure } from '../run-failure';
import { placeForRun, writeRun } from '../run-output';
import { figuresOf } from '../run-report';
import { reportLines } from '../train-words';

const MAX_SEED = 0xffffffff;
const INTERRUPTED_STATUS = 130;

const BEGUN = {
  en: 'Training {{file}} on {{backend}}: {{steps}} steps in {{epochs}} epochs. Ctrl-C stops it and keeps what was recorded.',
  zh: '正在 {{backend}} 上训练 {{file}}：{{epochs}} 轮，共 {{steps}} 步。按 Ctrl-C 停止，已记录的内容会保留。',
};
const STOPPING = {
  en: 'Stopping after this step; press Ctrl-C again to end at once.',
  zh: '将在本步结束后停止；再次按 Ctrl-C 立即结束。',
};

/** The document with what the command line says about this one run; the project file stays as it is. */
function withOptions(
  document: ProjectDocument,
  options: CliOptions,
  data: PreparedData,
): { readonly document: ProjectDocument; readonly steps: number | null } {
  const epochs = wholeNumber('--epochs', options.epochs, 1, MAX_EPOCHS);
  const steps = wholeNumber('--steps', options.steps, 1, MAX_STEPS);
  if (epochs !== undefined && steps !== undefined) throw new CliError('both-lengths');
  const { training } = document;
  const stepsPerEpoch = Math.max(
    1,
    Math.ceil(data.training.length / (training.batchSize * training.accumulation)),
  );
  // As many epochs as the steps need: the document's own number would end the run before.
  const needed = steps === undefined ? training.epochs : Math.ceil(steps / stepsPerEpoch);
  return {
    document: {
      ...document,
      training: {
        ...training,
        epochs: epochs ?? Math.min(MAX_EPOCHS, needed),
        backend: oneOf('--backend', options.backend, PROCESS_BACKENDS) ?? training.backend,
        seed: wholeNumber('--seed', options.seed, 0, MAX_SEED) ?? training.seed,
      },
    },
    steps: steps ?? null,
  };
}

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
async function watch(
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
  let interrupts = 0;
  const interrupt = () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(INTERRUPTED_STATUS);
    context.note(context.say(STOPPING));
    job.control('stop');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await job.over;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    forget();
    progress.end();
    await supervisor.stopAll();
  }
  return { run, job, started };
}

function failIfUnfinished(
  file: string,
  { state, request }: TrainingJob,
  json: Record<string, unknown>,
): void {
  if (state.phase === 'failed') {
    const reason = state.failure ? describeFailure(state.failure, request.document) : state.phase;
    const step = state.failure?.step ?? state.step;
    throw new CliError('run-failed', { file, step, reason }, json);
  }
  if (state.phase === 'stopped') {
    const values = { file, step: state.step, planned: state.plannedSteps };
    throw new CliError('stopped', values, json, INTERRUPTED_STATUS);
  }
}

export const trainCommand: CliCommand = {
  name: 'train',
  summary: {
    en: 'train a project; report loss and metrics, write the run',
    zh: '训练项目，报告损失与指标，并写出训练记录',
  },
  arguments: [{ name: 'project', help: { en: 'project file (.vpnet)', zh: '项目文件（.vpnet）' } }],
  options: [
    {
      flags: '--epochs <n>',
      help: {
        en: 'passes over the data, instead of the project’s',
        zh: '轮次数，替代项目中的设置',
      },
    },
    {
      flags: '--steps <n>',
      help: {
        en: 'stop after this many steps, however many epochs',
        zh: '训练到指定步数为止，不论轮次',
      },
    },
    {
      flags: '--backend <name>',
      help: { en: 'wasm or cpu, instead of the project’s', zh: 'wasm 或 cpu，替代项目中的设置' },
    },
    {
      flags: '--seed <n>',
      help: {
        en: 'seed of weights and shuffling, instead of the project’s',
        zh: '权重与打乱顺序的随机种子，替代项目中的设置',
      },
    },
    {
      flags: '--out <run>',
      help: {
        en: 'where the run goes (.vprun); default: beside the project, under a free name',
        zh: '训练记录的写入位置（.vprun）；默认写在项目旁，使用未占用的文件名',
      },
    },
  ],
  async run([file], options, context) {
    const project = await loadProject(file);
    for (const repair of project.repairs) context.note(context.say(repair));
    requireTrainable(project);
    const data = await loadPreparedData(project.document, project.places);
    if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
    const request = withOptions(project.document, options, data.value);
    const out = await placeForRun(file, options.out as string | undefined);
    const { run, job, started } = await watch(file, request, data.value, context);
    const written = await writeRun(out, run, job, started);
    const { training } = request.document;
    const figures = figuresOf(job);
    const json = {
      project: file,
      run: written ? out : null,
      backend: job.state.backend,
      seed: training.seed,
      phase: job.state.phase,
      steps: job.state.step,
      plannedSteps: job.state.plannedSteps,
      epochs: job.state.epoch,
      seconds: job.state.seconds,
      ...figures,
      failure: job.state.failure,
    };
    const lines = reportLines(job, figures, written ? out : null, context);
    if (job.state.phase !== 'finished') for (const line of lines) context.note(line);
    failIfUnfinished(file, job, json);
    return { json, lines };
  },
};

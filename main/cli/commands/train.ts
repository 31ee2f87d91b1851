import { MAX_EPOCHS, MAX_SEED, MAX_STEPS } from '../../../shared/document/limits';
import { PROCESS_BACKENDS, type ProjectDocument } from '../../../shared/document/schema';
import { MAX_FOLDS, MIN_FOLDS } from '../../../shared/telemetry/cross-validation';
import { figuresOf } from '../../../shared/telemetry/run-figures';
import { loadPreparedData } from '../../services/data/prepared';
import {
  backendOption,
  type CliCommand,
  type CliOptions,
  PROJECT_ARGUMENT,
  RUN_VALUE,
} from '../command';
import { crossValidate } from '../cross-validation';
import { CliError } from '../failures';
import { findingsJson, findingsLines } from '../finding-words';
import { numberOf, oneOf } from '../numbers';
import { loadProject, requireTrainable } from '../project-file';
import { placeForRun, writeRun } from '../run-output';
import { findingsOfJob } from '../train-subject';
import { reportLines } from '../train-words';
import { failIfUnfinished, watchRun } from '../watch-run';

/** The document with what the command line says about this one run; the project file stays as it is. */
function withOptions(
  document: ProjectDocument,
  options: CliOptions,
  rows: number,
): { readonly document: ProjectDocument; readonly steps: number | null } {
  const epochs = numberOf(options.epochs);
  const steps = numberOf(options.steps);
  if (epochs !== undefined && steps !== undefined) throw new CliError('both-lengths');
  const { training } = document;
  const stepsPerEpoch = Math.max(1, Math.ceil(rows / (training.batchSize * training.accumulation)));
  // As many epochs as the steps need: the document's own number would end the run before.
  const needed = steps === undefined ? training.epochs : Math.ceil(steps / stepsPerEpoch);
  return {
    document: {
      ...document,
      training: {
        ...training,
        epochs: epochs ?? Math.min(MAX_EPOCHS, needed),
        backend: oneOf('--backend', options.backend, PROCESS_BACKENDS) ?? training.backend,
        seed: numberOf(options.seed) ?? training.seed,
      },
    },
    steps: steps ?? null,
  };
}

export const trainCommand: CliCommand = {
  name: 'train',
  summary: {
    en: 'train a project; report loss, metrics and what is wrong, write the run',
    zh: '训练项目，报告损失、指标与问题，并写出训练记录',
  },
  details: {
    en: 'The project stays as it is. Ctrl-C stops the run and keeps what was recorded. The same seed, project and backend give the same run, bit for bit, on one machine.',
    zh: '项目保持不变。按 Ctrl-C 停止训练并保留已记录的内容。在同一台机器上，相同的种子、项目与后端得到逐位相同的训练。',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--epochs <n>',
      value: { kind: 'number', from: 1, to: MAX_EPOCHS },
      fallback: { en: 'the project’s', zh: '项目中的设置' },
      help: {
        en: 'passes over the data',
        zh: '轮次数',
      },
    },
    {
      flags: '--steps <n>',
      value: { kind: 'number', from: 1, to: MAX_STEPS },
      help: {
        en: 'stop after this many steps, however many epochs',
        zh: '训练到指定步数为止，不论轮次',
      },
    },
    backendOption({ en: 'the project’s', zh: '项目中的设置' }),
    {
      flags: '--seed <n>',
      value: { kind: 'number', from: 0, to: MAX_SEED },
      fallback: { en: 'the project’s', zh: '项目中的设置' },
      help: {
        en: 'seed of weights and shuffling',
        zh: '权重与打乱顺序的随机种子',
      },
    },
    {
      flags: '--folds <k>',
      value: { kind: 'number', from: MIN_FOLDS, to: MAX_FOLDS },
      help: {
        en: 'train k times, each time validating another k-th of the data; prints a table and writes no run',
        zh: 'k 折交叉验证：训练 k 次，每次用另外 1/k 的数据验证；打印表格，不写出训练记录',
      },
    },
    {
      flags: '--out <run>',
      value: RUN_VALUE,
      fallback: {
        en: 'beside the project, under a free name',
        zh: '写在项目旁，使用未占用的文件名',
      },
      help: {
        en: 'where the run goes (.vprun)',
        zh: '训练记录的写入位置（.vprun）',
      },
    },
  ],
  examples: [
    {
      line: 'train lesson.vpnet',
      help: { en: 'train as the project says', zh: '按项目的设置训练' },
    },
    {
      line: 'train lesson.vpnet --epochs 5 --seed 3 --out third.vprun',
      help: {
        en: 'another length and start, under a name of its own',
        zh: '另一长度与起点，并指定文件名',
      },
    },
    {
      line: 'train lesson.vpnet --folds 5',
      help: {
        en: 'k-fold cross-validation: a table, its mean and deviation',
        zh: 'k 折交叉验证：表格、均值与标准差',
      },
    },
  ],
  async run([file], options, context) {
    const project = await loadProject(file);
    for (const repair of project.repairs) context.note(context.say(repair));
    requireTrainable(project);
    const folds = numberOf(options.folds);
    if (folds !== undefined) {
      const request = (rows: number) => withOptions(project.document, options, rows);
      return crossValidate(project, folds, request, context);
    }
    const data = await loadPreparedData(project.document, project.places);
    if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
    const request = withOptions(project.document, options, data.value.training.length);
    const out = await placeForRun(file, options.out as string | undefined);
    const { run, job, started } = await watchRun(file, request, data.value, context);
    const written = await writeRun(out, run, job, started);
    const { training } = request.document;
    const figures = figuresOf(job);
    const findings = findingsOfJob(job);
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
      findings: findingsJson(findings),
      failure: job.state.failure,
    };
    const lines = [
      ...reportLines(job, figures, written ? out : null, context),
      '',
      ...findingsLines(findings, project.analysis, context),
    ];
    if (job.state.phase !== 'finished') for (const line of lines) context.note(line);
    failIfUnfinished(file, job, json);
    return { json, lines };
  },
};

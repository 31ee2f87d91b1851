import { MAX_EPOCHS, MAX_SEED, MAX_STEPS } from '../../../shared/document/limits';
import { PROCESS_BACKENDS, type ProjectDocument } from '../../../shared/document/schema';
import { MAX_FOLDS, MIN_FOLDS } from '../../../shared/telemetry/cross-validation';
import { figuresOf } from '../../../shared/telemetry/run-figures';
import { loadPreparedData } from '../../services/data/prepared';
import type { CliCommand, CliOptions } from '../command';
import { crossValidate } from '../cross-validation';
import { CliError } from '../failures';
import { findingsJson, findingsLines } from '../finding-words';
import { oneOf, wholeNumber } from '../numbers';
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
  const epochs = wholeNumber('--epochs', options.epochs, 1, MAX_EPOCHS);
  const steps = wholeNumber('--steps', options.steps, 1, MAX_STEPS);
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
        seed: wholeNumber('--seed', options.seed, 0, MAX_SEED) ?? training.seed,
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
      flags: '--folds <k>',
      help: {
        en: 'train k times, each time validating another k-th of the data; prints a table and writes no run',
        zh: 'k 折交叉验证：训练 k 次，每次用另外 1/k 的数据验证；打印表格，不写出训练记录',
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
    const folds = wholeNumber('--folds', options.folds, MIN_FOLDS, MAX_FOLDS);
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

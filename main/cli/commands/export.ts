import type { ExchangeFailure, Exporter } from '../../../shared/interop/exchange';
import { EXPORTERS } from '../../../shared/interop/exporters';
import { succeed } from '../../../shared/result';
import type { WeightRecord } from '../../../shared/telemetry/protocol';
import { loadPreparedData } from '../../services/data/prepared';
import { type CliCommand, PROJECT_ARGUMENT, RUN_VALUE } from '../command';
import { writeExport } from '../export-output';
import { CliError } from '../failures';
import { oneOf } from '../numbers';
import { loadProject, requireTrainable } from '../project-file';
import { readRun } from '../run-input';

const KINDS = EXPORTERS.map(({ kind }) => kind);

const MADE = {
  en: 'Wrote {{count|file|files}} to {{path}}: {{label}}.',
  zh: '已将 {{count}} 个文件写入 {{path}}：{{label}}。',
};

/** The weights that a run ended with. */
async function weightsOfRun(file: string): Promise<readonly WeightRecord[]> {
  const { checkpoint } = await readRun(file);
  if (!checkpoint) throw new CliError('run-without-weights', { file });
  return checkpoint.weights;
}

/** The format that was asked for; the names of all where it is none of them. */
function exporterOf(given: unknown): Exporter {
  if (given === undefined) throw new CliError('format-missing', { formats: KINDS.join(', ') });
  const kind = oneOf('--to', given as string, KINDS);
  return EXPORTERS.find((one) => one.kind === kind) as Exporter;
}

const refusal = (file: string, { text }: ExchangeFailure): CliError =>
  new CliError('not-exported', { file, problem: text });

export const exportCommand: CliCommand = {
  name: 'export',
  summary: {
    en: 'write a project, with the weights of a run, for another tool',
    zh: '将项目（可附带某次训练的权重）导出给其他工具',
  },
  arguments: [PROJECT_ARGUMENT],
  options: [
    {
      flags: '--to <format>',
      value: { kind: 'word', words: KINDS },
      help: {
        en: `format: ${EXPORTERS.map(({ kind, label }) => `${kind} (${label.en})`).join(', ')}`,
        zh: `格式：${EXPORTERS.map(({ kind, label }) => `${kind}（${label.zh}）`).join('、')}`,
      },
    },
    {
      flags: '--out <path>',
      help: { en: 'where it goes', zh: '写入位置' },
    },
    {
      flags: '--run <run>',
      value: RUN_VALUE,
      help: {
        en: 'run (.vprun) whose weights are written; without it the network as it is drawn',
        zh: '导出其权重的训练记录（.vprun）；不给出时只导出网络本身',
      },
    },
    {
      flags: '--force',
      help: { en: 'write also over files that are no export', zh: '覆盖并非由导出产生的文件' },
    },
  ],
  examples: [
    {
      line: 'export lesson.vpnet --to pytorch --out lesson/ --run lesson.vprun',
      help: {
        en: 'readable PyTorch source with trained weights',
        zh: '带训练后权重的可读 PyTorch 源码',
      },
    },
  ],
  async run([file], { to, out, run, force }, context) {
    const exporter = exporterOf(to);
    if (typeof out !== 'string') throw new CliError('export-out-missing');
    const project = await loadProject(file);
    for (const repair of project.repairs) context.note(context.say(repair));
    if (exporter.bringsData) requireTrainable(project);
    const weights = run === undefined ? null : await weightsOfRun(run as string);
    const data = exporter.bringsData
      ? await loadPreparedData(project.document, project.places)
      : succeed(null);
    if (!data.ok) throw new CliError('data-unusable', { file, problem: data.failure.text });
    const written = await exporter.write({ document: project.document, weights, data: data.value });
    if (!written.ok) throw refusal(file, written.failure);
    await writeExport(out, exporter, written.value, force === true);
    const files = written.value.map(({ path }) => path);
    return {
      json: { project: file, format: exporter.kind, run: run ?? null, out, files },
      lines: [context.say(MADE, { count: files.length, path: out, label: exporter.label })],
    };
  },
};

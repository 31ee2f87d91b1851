import type { ExchangeFailure, ExportFormat } from '../../../shared/interop/exchange';
import { EXPORTERS } from '../../../shared/interop/exporters';
import { RUN_EXPORTERS } from '../../../shared/interop/runs/exporters';
import { succeed } from '../../../shared/result';
import type { WeightRecord } from '../../../shared/telemetry/protocol';
import { RUN_FILE_EXTENSION } from '../../../shared/telemetry/run-file';
import type { Locale } from '../../../shared/text/text';
import { loadPreparedData } from '../../services/data/prepared';
import { type CliCommand, type CliContext, RUN_VALUE } from '../command';
import { writeExport } from '../export-output';
import { CliError } from '../failures';
import { oneOf } from '../numbers';
import { loadProject, requireTrainable } from '../project-file';
import { readRun } from '../run-input';

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
function formatOf<Format extends ExportFormat>(given: unknown, formats: readonly Format[]): Format {
  const kinds = formats.map(({ kind }) => kind);
  if (given === undefined) throw new CliError('format-missing', { formats: kinds.join(', ') });
  const kind = oneOf('--to', given as string, kinds);
  return formats.find((one) => one.kind === kind) as Format;
}

interface Target {
  readonly to: unknown;
  readonly out: string;
  readonly force: boolean;
}

/** What a run reported, for a tool that draws it. */
async function exportRun(file: string, { to, out, force }: Target, context: CliContext) {
  const exporter = formatOf(to, RUN_EXPORTERS);
  const written = exporter.write((await readRun(file)).run);
  await writeExport(out, exporter, written, force);
  const files = written.map(({ path }) => path);
  return {
    json: { run: file, format: exporter.kind, out, files },
    lines: [context.say(MADE, { count: files.length, path: out, label: exporter.label })],
  };
}

const listOf = (formats: readonly ExportFormat[], locale: Locale): string =>
  formats.map(({ kind, label }) => `${kind} (${label[locale]})`).join(', ');

const refusal = (file: string, { text }: ExchangeFailure): CliError =>
  new CliError('not-exported', { file, problem: text });

export const exportCommand: CliCommand = {
  name: 'export',
  summary: {
    en: 'write a project, with the weights of a run, or what a run reported, for another tool',
    zh: '将项目（可附带某次训练的权重）或训练记录的数据导出给其他工具',
  },
  arguments: [
    {
      name: 'file',
      help: { en: 'project (.vpnet) or run (.vprun)', zh: '项目（.vpnet）或训练记录（.vprun）' },
      value: { kind: 'file', endings: ['.vpnet', '.vprun'] },
    },
  ],
  options: [
    {
      flags: '--to <format>',
      value: { kind: 'word', words: [...EXPORTERS, ...RUN_EXPORTERS].map(({ kind }) => kind) },
      help: {
        en: `format: ${listOf(EXPORTERS, 'en')}; of a run: ${listOf(RUN_EXPORTERS, 'en')}`,
        zh: `格式：${listOf(EXPORTERS, 'zh')}；训练记录：${listOf(RUN_EXPORTERS, 'zh')}`,
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
    {
      line: 'export lesson.vprun --to tensorboard --out events/',
      help: {
        en: 'what the run reported, for TensorBoard',
        zh: '训练记录的数据，供 TensorBoard 查看',
      },
    },
  ],
  async run([file], { to, out, run, force }, context) {
    const isRun = file.endsWith(RUN_FILE_EXTENSION);
    const exporter = isRun ? null : formatOf(to, EXPORTERS);
    if (typeof out !== 'string') throw new CliError('export-out-missing');
    if (!exporter) return exportRun(file, { to, out, force: force === true }, context);
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

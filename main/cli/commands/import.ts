import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { serializeProject } from '../../../shared/document/file';
import { MAX_IMPORT_BYTES } from '../../../shared/host-data';
import type { ExchangeFile, Incoming } from '../../../shared/interop/exchange';
import { IMPORTERS, importerOf } from '../../../shared/interop/importers';
import { writeAtomically } from '../../services/atomic-file';
import { reasonOf } from '../../services/data/failures';
import { ServiceError } from '../../services/failures';
import { importProject, runOfWeights } from '../../services/import-project';
import { type CliCommand, PROJECT_ARGUMENT } from '../command';
import { CliError } from '../failures';
import { loadProject, PROJECT_EXTENSION } from '../project-file';
import { placeForRun, writeRunFile } from '../run-output';

const WORDS = {
  made: {
    en: 'Wrote {{file}}: {{nodes}} nodes, {{edges}} connections.',
    zh: '已写入 {{file}}：{{nodes}} 个节点，{{edges}} 条连接。',
  },
  weights: {
    en: 'Its weights are in {{run}}.',
    zh: '其权重已写入 {{run}}。',
  },
  notes: {
    en: 'What you should know:',
    zh: '请注意：',
  },
} as const;

const ENDINGS = [...new Set(IMPORTERS.flatMap(({ extensions }) => extensions))];

async function fileAt(path: string): Promise<ExchangeFile> {
  try {
    const { size } = await stat(path);
    if (size > MAX_IMPORT_BYTES) {
      const problem = { en: 'it is larger than 256 MB', zh: '文件超过 256 MB' };
      throw new CliError('read-failed', { file: path, reason: problem });
    }
    return { path: basename(path), content: new Uint8Array(await readFile(path)) };
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError('read-failed', { file: path, reason: reasonOf(error) });
  }
}

/** The file, and those that it names: below its own folder by their plain names. One that is not there is said by the format. */
async function filesFor(path: string): Promise<readonly ExchangeFile[]> {
  const chosen = await fileAt(path);
  const names = importerOf(chosen.content)?.beside?.(chosen.content) ?? [];
  const there = [...new Set(names)]
    .map((name) => join(dirname(path), basename(name)))
    .filter((beside) => existsSync(beside) && resolve(beside) !== resolve(path));
  const others: ExchangeFile[] = [];
  for (const beside of there) others.push(await fileAt(beside));
  return [chosen, ...others];
}

async function incomingFrom(path: string, onto: string | undefined): Promise<Incoming> {
  const project = onto === undefined ? undefined : (await loadProject(onto)).document;
  try {
    return await importProject(await filesFor(path), project);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new CliError('not-imported', { problem: error.failure.text });
  }
}

export const importCommand: CliCommand = {
  name: 'import',
  summary: {
    en: 'make a project of a network from another tool',
    zh: '将其他工具的网络导入为项目',
  },
  details: {
    en: 'What a file is, is told by its content. Layers that the app does not have are kept as they are and named. Weights go into a run, with which the network can be exported, asked and trained on. Nothing in a file is ever run.',
    zh: '文件类型由其内容判断。应用中没有的层会原样保留并逐一列出。权重写入训练记录，可据此导出、预测或继续训练。文件中的任何内容都不会被执行。',
  },
  arguments: [
    {
      name: 'file',
      value: { kind: 'file', endings: ENDINGS },
      help: {
        en: `network: ${IMPORTERS.map(({ label }) => label.en).join(', ')}`,
        zh: `网络文件：${IMPORTERS.map(({ label }) => label.zh).join('、')}`,
      },
    },
  ],
  options: [
    {
      flags: '--out <project>',
      value: PROJECT_ARGUMENT.value,
      help: {
        en: 'where the project goes; .vpnet is added where there is no extension',
        zh: '项目的写入位置；没有扩展名时自动加上 .vpnet',
      },
    },
    {
      flags: '--run-out <run>',
      value: { kind: 'file', endings: ['.vprun'] },
      help: { en: 'where its weights go', zh: '权重的写入位置' },
      fallback: { en: 'beside the project', zh: '项目旁' },
    },
    {
      flags: '--onto <project>',
      value: PROJECT_ARGUMENT.value,
      help: {
        en: 'take the data and the training of this project; weights alone (safetensors) go onto its network',
        zh: '沿用此项目的数据与训练设置；若文件只含权重（safetensors），则载入其网络',
      },
    },
    { flags: '--force', help: { en: 'replace an existing file', zh: '覆盖已有文件' } },
  ],
  examples: [
    {
      line: 'import model.keras --out mine',
      help: {
        en: 'mine.vpnet, and its weights in mine.vprun',
        zh: '写入 mine.vpnet，权重写入 mine.vprun',
      },
    },
    {
      line: 'import trained.safetensors --onto mine.vpnet --out mine --force',
      help: {
        en: 'weights that exported PyTorch source has trained',
        zh: '导入由导出的 PyTorch 源代码训练出的权重',
      },
    },
  ],
  async run([given], { out, runOut, onto, force }, { say }) {
    if (typeof out !== 'string') throw new CliError('import-out-missing');
    const file = extname(out) === '' ? `${out}${PROJECT_EXTENSION}` : out;
    if (existsSync(file) && !force) throw new CliError('file-exists', { file });
    const { document, weights, notes } = await incomingFrom(given, onto as string | undefined);
    const name = basename(file, PROJECT_EXTENSION);
    const project = { ...document, name };
    try {
      await mkdir(dirname(resolve(file)), { recursive: true });
      await writeAtomically(file, serializeProject(project));
    } catch (error) {
      throw new CliError('write-failed', { file, reason: reasonOf(error) });
    }
    const run = weights && (await placeForRun(file, runOut as string | undefined));
    if (weights && run) {
      const identity = { run: randomUUID(), draft: null, now: Date.now() };
      await writeRunFile(run, runOfWeights({ ...identity, document: project, weights }));
    }
    const { nodes, edges } = project.network;
    const said = notes.map((note) => say(note));
    return {
      json: { file, run, nodes: nodes.length, edges: edges.length, notes: said },
      lines: [
        say(WORDS.made, { file, nodes: nodes.length, edges: edges.length }),
        ...(run ? [say(WORDS.weights, { run })] : []),
        ...(said.length > 0 ? [say(WORDS.notes), ...said.map((note) => `  ${note}`)] : []),
      ],
    };
  },
};

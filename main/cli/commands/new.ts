import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { addStarterNetwork } from '../../../shared/catalogue/starter-network';
import { takeData } from '../../../shared/catalogue/take-data';
import { serializeProject } from '../../../shared/document/file';
import { MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import { findLab, LABS } from '../../../shared/labs';
import type { Locale } from '../../../shared/text/text';
import { writeAtomically } from '../../services/atomic-file';
import { reasonOf } from '../../services/data/failures';
import type { CliCommand } from '../command';
import { CliError } from '../failures';
import { type OwnData, readOwnData } from '../own-data';
import { PROJECT_EXTENSION } from '../project-file';

const MADE = {
  en: 'Wrote {{file}}: {{nodes}} nodes, {{edges}} connections.',
  zh: '已写入 {{file}}：{{nodes}} 个节点，{{edges}} 条连接。',
};

function documentFor(file: string, lab: string | undefined, locale: Locale): ProjectDocument {
  if (lab === undefined) {
    return createDocument(basename(file, PROJECT_EXTENSION).slice(0, MAX_NAME_CHARACTERS));
  }
  const found = findLab(lab);
  if (found) return found.document(locale);
  throw new CliError('unknown-lab', { name: lab, labs: LABS.map(({ id }) => id).join(', ') });
}

/** Pixels from node to node, as the canvas has them. */
const NODE_STEP = 240;

const withData = (
  document: ProjectDocument,
  { dataset, columns }: OwnData,
  locale: Locale,
): ProjectDocument => addStarterNetwork(takeData(document, dataset, columns), locale, NODE_STEP);

export const newCommand: CliCommand = {
  name: 'new',
  summary: {
    en: 'write a new project, empty or from a lab',
    zh: '新建项目（空白或来自某个实验）',
  },
  details: {
    en: 'An existing file is left as it is unless --force is given. Data are named by their path beside the project, so that both can be moved together.',
    zh: '已有文件不会被覆盖，除非加上 --force。数据按相对项目的路径记录，可一起移动。',
  },
  arguments: [
    {
      name: 'file',
      help: {
        en: 'where to write it; .vpnet is added where there is no extension',
        zh: '写入位置；没有扩展名时自动加上 .vpnet',
      },
      value: { kind: 'file', endings: ['.vpnet'] },
    },
  ],
  options: [
    {
      flags: '--lab <name>',
      help: {
        en: `start from a lab: ${LABS.map(({ id }) => id).join(', ')}`,
        zh: `以实验为起点：${LABS.map(({ id }) => id).join('、')}`,
      },
    },
    {
      flags: '--data <path>',
      value: { kind: 'file', endings: ['.csv', '.json'] },
      help: {
        en: 'start from your own data, with a small network: a CSV or JSON table, or a folder of pictures with one sub-folder a class; beside the project or below it',
        zh: '以自己的数据为起点，并带一个小网络：CSV 或 JSON 表格，或每类一个子文件夹的图片文件夹；须位于项目旁或其下',
      },
    },
    { flags: '--force', help: { en: 'replace an existing file', zh: '覆盖已有文件' } },
  ],
  examples: [
    {
      line: 'new lesson.vpnet --lab V1',
      help: {
        en: 'the first lab, to be trained and taken apart',
        zh: '第一个实验，可以训练与拆解',
      },
    },
    {
      line: 'new pets --data pets/',
      help: { en: 'a small network for a folder of pictures', zh: '为一个图片文件夹建立小网络' },
    },
  ],
  async run([given], { lab, data, force }, { locale, say }) {
    const file = extname(given) === '' ? `${given}${PROJECT_EXTENSION}` : given;
    if (lab !== undefined && data !== undefined) throw new CliError('lab-and-data');
    if (existsSync(file) && !force) throw new CliError('file-exists', { file });
    const started = documentFor(file, lab as string | undefined, locale);
    const own = data === undefined ? null : await readOwnData(data as string, file);
    const document = own ? withData(started, own, locale) : started;
    try {
      await mkdir(dirname(resolve(file)), { recursive: true });
      await writeAtomically(file, serializeProject(document));
    } catch (error) {
      throw new CliError('write-failed', { file, reason: reasonOf(error) });
    }
    const { nodes, edges } = document.network;
    return {
      json: {
        file,
        name: document.name,
        lab: document.lab,
        nodes: nodes.length,
        edges: edges.length,
        ...(own ? { warnings: own.warnings.map((warning) => say(warning)) } : {}),
      },
      lines: [
        say(MADE, { file, nodes: nodes.length, edges: edges.length }),
        ...(own?.warnings ?? []).map((warning) => say(warning)),
      ],
    };
  },
};

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
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

export const PROJECT_EXTENSION = '.vpnet';

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

export const newCommand: CliCommand = {
  name: 'new',
  summary: {
    en: 'write a new project, empty or from a lab',
    zh: '新建项目（空白或来自某个实验）',
  },
  arguments: [
    {
      name: 'file',
      help: {
        en: 'where to write it; .vpnet is added where there is no extension',
        zh: '写入位置；没有扩展名时自动加上 .vpnet',
      },
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
    { flags: '--force', help: { en: 'replace an existing file', zh: '覆盖已有文件' } },
  ],
  async run([given], { lab, force }, { locale, say }) {
    const file = extname(given) === '' ? `${given}${PROJECT_EXTENSION}` : given;
    const document = documentFor(file, lab as string | undefined, locale);
    if (existsSync(file) && !force) throw new CliError('file-exists', { file });
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
      },
      lines: [say(MADE, { file, nodes: nodes.length, edges: edges.length })],
    };
  },
};

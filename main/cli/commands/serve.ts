import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RUN_FILE_EXTENSION } from '../../../shared/telemetry/run-file';
import { reasonOf } from '../../services/data/failures';
import type { CliCommand } from '../command';
import { CliError } from '../failures';
import { numberOf } from '../numbers';
import { loadProject } from '../project-file';
import { readRun } from '../run-input';

const MAX_PORT = 65_535;

const SERVING = {
  en: 'Vanishing Point is at {{address}}\nThe address holds a secret; share it with nobody. Ctrl-C ends it.',
  zh: 'Vanishing Point 已启动：{{address}}\n该地址包含密钥，请勿分享。按 Ctrl-C 结束。',
};
async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    throw new CliError('read-failed', { file: folder, reason: reasonOf(error) });
  });
  if (found.isDirectory()) return;
  const reason = { en: 'it is no folder', zh: '这不是文件夹' };
  throw new CliError('read-failed', { file: folder, reason });
}

/** Read here already: whoever serves a file that is no project should not learn it in a browser. */
async function fileToOpen(file: string): Promise<string> {
  if (file.endsWith(RUN_FILE_EXTENSION)) await readRun(file);
  else await loadProject(file);
  return realpath(file);
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

export const serveCommand: CliCommand = {
  name: 'serve',
  summary: {
    en: 'serve the app to a browser on this machine, without a window',
    zh: '在本机上以网页形式提供应用，不打开窗口',
  },
  details: {
    en: 'The address holds a secret: whoever has it can use the app. Ctrl-C ends it, after its runs are written.',
    zh: '地址中含有密钥：持有者即可使用应用。按 Ctrl-C 结束，并先写完训练记录。',
  },
  arguments: [
    {
      name: 'file',
      help: {
        en: 'project (*.vpnet) or run (*.vprun) that the page opens; a run is followed while it grows',
        zh: '网页要打开的项目（*.vpnet）或训练记录（*.vprun）；训练记录会随其增长持续更新',
      },
      optional: true,
      value: { kind: 'file', endings: ['.vpnet', '.vprun'] },
    },
  ],
  options: [
    {
      flags: '--port <n>',
      value: { kind: 'number', from: 0, to: MAX_PORT },
      fallback: { en: 'a free one', zh: '任选空闲端口' },
      help: {
        en: 'port on 127.0.0.1',
        zh: '127.0.0.1 上的端口',
      },
    },
    {
      flags: '--folder <dir>',
      value: { kind: 'folder' },
      help: { en: 'folder of projects that the page may browse', zh: '网页可浏览的项目文件夹' },
    },
  ],
  examples: [
    {
      line: 'serve lesson.vpnet --port 5200',
      help: {
        en: 'the app at a port of your choice, with this project open',
        zh: '在指定端口提供应用，并打开该项目',
      },
    },
  ],
  async run([file], { port: given, folder }, { json, print, say }) {
    const port = numberOf(given);
    if (typeof folder === 'string') await requireFolder(folder);
    const project = file === undefined ? undefined : await fileToOpen(file);
    const { serve } = await import('../../server/serve');
    const folders = typeof folder === 'string' ? [resolve(folder)] : undefined;
    const server = await serve({ port, folders, project }).catch((error: unknown) => {
      if (!isPortTaken(error)) throw error;
      throw new CliError('port-taken', { port: String(port) });
    });
    const { address } = server;
    // Printed now, not when the command ends: that is what whoever started it waits for.
    print(json ? JSON.stringify({ address, port: server.port }) : say(SERVING, { address }));
    await new Promise<void>((finish) => {
      process.once('SIGINT', () => finish());
      process.once('SIGTERM', () => finish());
    });
    await server.close();
    return null;
  },
};

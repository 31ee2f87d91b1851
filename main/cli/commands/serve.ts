import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reasonOf } from '../../services/data/failures';
import type { CliCommand } from '../command';
import { CliError } from '../failures';
import { wholeNumber } from '../numbers';
import { loadProject } from '../project-file';

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

/** Read here already: whoever serves a project that is not one should not learn it in a browser. */
async function projectPath(file: string): Promise<string> {
  await loadProject(file);
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
  arguments: [
    {
      name: 'project',
      help: { en: 'project that the page opens (*.vpnet)', zh: '网页要打开的项目（*.vpnet）' },
      optional: true,
    },
  ],
  options: [
    {
      flags: '--port <n>',
      help: {
        en: 'port on 127.0.0.1 (default: a free one)',
        zh: '127.0.0.1 上的端口（默认任选空闲端口）',
      },
    },
    {
      flags: '--folder <dir>',
      help: { en: 'folder of projects that the page may browse', zh: '网页可浏览的项目文件夹' },
    },
  ],
  async run([file], { port: given, folder }, { json, print, say }) {
    const port = wholeNumber('--port', given, 0, MAX_PORT);
    if (typeof folder === 'string') await requireFolder(folder);
    const project = file === undefined ? undefined : await projectPath(file);
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

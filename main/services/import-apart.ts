import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ExchangeFailure } from '../../shared/interop/exchange';
import { fail, type Result } from '../../shared/result';
import type { Text } from '../../shared/text/text';
import { type ImportAnswer, type ImportTask, readIncoming } from './import-task';

/** Far more than the largest network that is read takes. */
const LIMIT_MS = 60_000;

const FAILURES = {
  stuck: {
    en: 'Reading it did not come to an end, so it was given up: the file is damaged or too large.',
    zh: '读取迟迟未能结束，已放弃：文件已损坏或过大。',
  },
  crashed: {
    en: 'Reading it ended without an answer: the file is damaged or too large.',
    zh: '读取未得出结果就已结束：文件已损坏或过大。',
  },
} as const satisfies Record<string, Text>;

const refuse = (kind: keyof typeof FAILURES): Result<never, ExchangeFailure> =>
  fail({ kind: `import-${kind}`, text: FAILURES[kind] });

/** Beside the host's own file in a build; there is none where the app runs from its sources, as in tests. */
function entryOfBuild(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  return join(basename(folder) === 'chunks' ? dirname(folder) : folder, 'importer.mjs');
}

/**
 * Reads a file in a thread of its own. The libraries that know other tools' formats can go round for ever on a damaged
 * file, or take all memory; then that thread is ended, and the host has other things to do meanwhile.
 */
export async function readApart(
  task: ImportTask,
  { entry = entryOfBuild(), limit = LIMIT_MS } = {},
): Promise<ImportAnswer> {
  if (!existsSync(entry)) return readIncoming(task);
  const worker = new Worker(entry, { workerData: task });
  return new Promise((resolve) => {
    const end = (answer: ImportAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(refuse('stuck')), limit);
    worker.once('message', end);
    worker.once('error', () => end(refuse('crashed')));
    worker.once('exit', () => end(refuse('crashed')));
  });
}

import { existsSync } from 'node:fs';
import { access, constants, open } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import {
  decodeRunSummary,
  encodeRunFile,
  RUN_FILE_EXTENSION,
  type RunFile,
} from '../../shared/telemetry/run-file';
import { writeAtomically } from '../services/atomic-file';
import { reasonOf } from '../services/data/failures';
import { keptEncoding, recordOf } from '../services/run-record';
import type { TrainingJob } from '../training/job';
import { CliError } from './failures';

const MAX_NUMBERED = 10_000;
/** Enough to tell a run from any other file. */
const PEEK_BYTES = 64 * 1024;

/**
 * Where a run goes: the file that was asked for, else beside the project under the first free name. An existing
 * file is replaced only if it was asked for and is a run itself.
 */
export async function placeForRun(project: string, asked: string | undefined): Promise<string> {
  const file = asked === undefined ? freeName(project) : withExtension(asked);
  if (existsSync(file) && !(await isRun(file))) throw new CliError('not-a-run', { file });
  await requireWritable(file);
  return file;
}

/** Throws where nothing can be written beside a file: now, and not after an hour of training. */
export async function requireWritable(file: string): Promise<void> {
  await access(dirname(resolve(file)), constants.W_OK).catch((error: unknown) => {
    throw new CliError('write-failed', { file, reason: reasonOf(error) });
  });
}

const withExtension = (file: string): string =>
  extname(file) === '' ? `${file}${RUN_FILE_EXTENSION}` : file;

function freeName(project: string): string {
  const stem = project.slice(0, project.length - extname(project).length);
  for (let number = 1; number < MAX_NUMBERED; number += 1) {
    const file = `${stem}${number > 1 ? `-${number}` : ''}${RUN_FILE_EXTENSION}`;
    if (!existsSync(file)) return file;
  }
  return `${stem}-${Date.now()}${RUN_FILE_EXTENSION}`;
}

async function isRun(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(PEEK_BYTES));
      return (await decodeRunSummary(buffer.subarray(0, bytesRead))).ok;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new CliError('read-failed', { file, reason: reasonOf(error) });
  }
}

/** Writes a run that is over. False where its trainer never came as far as reporting anything. */
export async function writeRun(
  file: string,
  run: string,
  job: TrainingJob,
  started: number,
): Promise<boolean> {
  const purpose = { kind: 'training' } as const;
  const record = recordOf({ run, project: null, draft: null, started, purpose }, job);
  if (!record) return false;
  const encoding = keptEncoding(job);
  await writeRunFile(file, { run: record, checkpoint: job.checkpoint, encoding });
  return true;
}

/** Writes a run as it is. */
export async function writeRunFile(file: string, run: RunFile): Promise<void> {
  try {
    await writeAtomically(file, await encodeRunFile(run));
  } catch (error) {
    throw new CliError('write-failed', { file, reason: reasonOf(error) });
  }
}

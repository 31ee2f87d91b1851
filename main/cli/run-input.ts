import { readFile } from 'node:fs/promises';
import { decodeRunFile, type RunFile } from '../../shared/telemetry/run-file';
import { reasonOf } from '../services/data/failures';
import { CliError } from './failures';

/** A run that was kept; throws a `CliError` with the reason where it cannot be read. */
export async function readRun(file: string): Promise<RunFile> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CliError('read-failed', { file, reason: reasonOf(error) });
  });
  const decoded = await decodeRunFile(new Uint8Array(bytes));
  if (!decoded.ok) throw new CliError('run-unreadable', { file });
  return decoded.value;
}

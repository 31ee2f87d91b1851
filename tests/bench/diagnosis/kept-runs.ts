import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../../../main/services/atomic-file';
import type { ProjectDocument } from '../../../shared/document/schema';
import { decodeRecording, encodeRecording, type Recording } from './recording';
import type { Spoil } from './spoil';
import { dataFor, record } from './train';

/**
 * Runs are kept by what they were made from, a document and what was done to its data: a change of the rules diagnoses
 * kept runs again, and a change of a network trains that network alone. A change of the engine is not noticed: FRESH=1
 * forgets them all.
 */
const FOLDER = join(import.meta.dirname, 'runs');

const keyOf = (document: ProjectDocument, spoils: readonly Spoil[]): string =>
  createHash('sha256').update(JSON.stringify({ document, spoils })).digest('hex').slice(0, 32);

async function read(file: string): Promise<Recording | null> {
  try {
    return decodeRecording(await readFile(file));
  } catch {
    // Not there, cut, or of another version: it is trained again.
    return null;
  }
}

export const forgetRuns = (): Promise<void> => rm(FOLDER, { recursive: true, force: true });

/** The run of a document: the kept one, or a new one that is kept. */
export async function runOf(
  document: ProjectDocument,
  spoils: readonly Spoil[],
): Promise<Recording> {
  const file = join(FOLDER, `${keyOf(document, spoils)}.run`);
  const kept = await read(file);
  if (kept) return kept;
  const recording = await record(document, await dataFor(document, spoils));
  await mkdir(FOLDER, { recursive: true });
  await writeAtomically(file, encodeRecording(recording));
  return recording;
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, win32 } from 'node:path';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { writeAtomically } from '../atomic-file';
import { failRead, reasonOf } from './failures';
import { resolveInside } from './inside';
import type { DataPlaces } from './places';

/** Largest CSV that can be imported; as large as the host call that carries it. */
export const MAX_CSV_BYTES = 256 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;
export const SHA256_HEX = /^[0-9a-f]{64}$/;

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The last part of a name that may come as a path of either system. */
export const fileNameOf = (name: string): string => win32.basename(basename(name)) || 'data.csv';

/** A failure if a file is beyond what can be imported. */
export function checkFileSize(
  file: string,
  bytes: number,
  limit = MAX_CSV_BYTES,
): Result<void, HostFailure> {
  if (bytes <= limit) return succeed(undefined);
  const size = Math.ceil(bytes / MEBIBYTE);
  return failRead('file-too-large', { file, size, limit: limit / MEBIBYTE });
}

/** What a kept copy holds, as the extension of its name says it. */
export type ImportKind = 'csv' | 'json' | 'pictures';

export const importPath = (places: DataPlaces, hash: string, kind: ImportKind): string =>
  join(places.importFolder, `${hash}.${kind}`);

/** Keeps a copy of an imported file under the hash of its content; an equal one is there only once. */
export async function storeImport(
  file: string,
  bytes: Uint8Array,
  places: DataPlaces,
  kind: ImportKind,
): Promise<Result<string, HostFailure>> {
  const hash = hashOf(bytes);
  try {
    await mkdir(places.importFolder, { recursive: true });
    await writeAtomically(importPath(places, hash, kind), bytes);
    return succeed(hash);
  } catch (error) {
    return failRead('import-not-stored', { file, reason: reasonOf(error) });
  }
}

/**
 * The content that a table's dataset names: the file beside the project if it is still the one that was imported, else
 * the app's copy. Whatever a stranger's document says, only files below the project's folder and files in the
 * import folder whose content has the named hash are read.
 */
export async function findTable(
  { file, hash }: { readonly file: string; readonly hash: string },
  places: DataPlaces,
  kind: ImportKind,
): Promise<Result<Uint8Array, HostFailure>> {
  if (file === '' && hash === '') return failRead('no-file');
  const beside = await readBeside(file, places);
  if (!beside.ok) return beside;
  // Without a hash (a document written by hand) the file beside the project is taken as it is.
  if (beside.value && (hash === '' || hashOf(beside.value) === hash)) return succeed(beside.value);
  const imported = SHA256_HEX.test(hash) ? await readIfThere(importPath(places, hash, kind)) : null;
  if (imported) {
    return hashOf(imported) === hash ? succeed(imported) : failRead('import-damaged', { file });
  }
  return failRead(beside.value ? 'file-changed' : 'file-not-found', { file });
}

async function readBeside(
  file: string,
  places: DataPlaces,
): Promise<Result<Uint8Array | null, HostFailure>> {
  if (!places.projectFolder || file === '') return succeed(null);
  try {
    const path = await resolveInside(places.projectFolder, file);
    if (path === null) return succeed(null);
    const { size } = await stat(path);
    const fits = checkFileSize(file, size);
    if (!fits.ok) return fits;
    return succeed(await readFile(path));
  } catch (error) {
    if (isNotFound(error)) return succeed(null);
    return failRead('file-unreadable', { file, reason: reasonOf(error) });
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Whether a file-system error says that there is no such file. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

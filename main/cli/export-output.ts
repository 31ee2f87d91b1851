import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ExchangeFile, ExportFormat } from '../../shared/interop/exchange';
import { writeAtomically } from '../services/atomic-file';
import { reasonOf } from '../services/data/failures';
import { CliError } from './failures';

/** Says in a folder that it was written here, and what: such a folder may be written again. */
const MARKER = '.vanishing-point-export.json';

const markerSchema = z.object({ format: z.string(), files: z.array(z.string()) });

/** The files of an earlier export that a folder is; null where it is none. */
async function earlierFiles(folder: string): Promise<readonly string[] | null> {
  try {
    const marker = markerSchema.safeParse(JSON.parse(await readFile(join(folder, MARKER), 'utf8')));
    return marker.success ? marker.data.files : null;
  } catch {
    return null;
  }
}

/** Throws where something lies at `path` that no export has put there. */
async function requireOwn(path: string, isFolder: boolean): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) return;
  const isOwn = found.isDirectory()
    ? isFolder && ((await readdir(path)).length === 0 || (await earlierFiles(path)) !== null)
    : false;
  if (!isOwn) throw new CliError('export-exists', { file: path });
}

/** Files of an earlier export in the same folder that this one does not have: its weights, for example. */
async function removeStale(folder: string, files: readonly ExchangeFile[]): Promise<void> {
  const kept = new Set(files.map(({ path }) => path));
  const listed = (await earlierFiles(folder)) ?? [];
  // Only plain names: a marker that was changed must not lead out of the folder.
  const stale = listed.filter((path) => /^[\w-]+(\.[\w-]+)*$/.test(path) && !kept.has(path));
  for (const path of stale) await rm(join(folder, path), { force: true });
}

/**
 * Writes an export: a folder of files, or the one file of a format that has an extension. What is there already and
 * was not written by an export stays, unless `force` is given.
 */
export async function writeExport(
  path: string,
  { kind, extension }: ExportFormat,
  files: readonly ExchangeFile[],
  force: boolean,
): Promise<void> {
  const isFolder = extension === '';
  if (!force) await requireOwn(path, isFolder);
  try {
    if (!isFolder) {
      await mkdir(dirname(resolve(path)), { recursive: true });
      await writeAtomically(path, files[0].content);
      return;
    }
    await mkdir(path, { recursive: true });
    await removeStale(path, files);
    for (const file of files) {
      await mkdir(dirname(join(path, file.path)), { recursive: true });
      await writeAtomically(join(path, file.path), file.content);
    }
    const marker = { format: kind, files: files.map((file) => file.path) };
    await writeAtomically(join(path, MARKER), `${JSON.stringify(marker, null, 2)}\n`);
  } catch (error) {
    throw new CliError('write-failed', { file: path, reason: reasonOf(error) });
  }
}

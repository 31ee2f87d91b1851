import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { writeAtomically } from './atomic-file';
import { reasonOf } from './data/failures';
import type { NativeDialogs } from './dialogs';
import { refuse } from './failures';
import { checkFileName } from './file-names';

const EXPORT_FOLDER = 'exports';

export interface ExportPlace {
  /** Asks the person where; without it, a folder below this one is used. */
  readonly dialogs: NativeDialogs | undefined;
  readonly projects: string;
}

/** Writes a file where the person chooses, or to the folder of exports; null where they changed their mind. */
export async function exportFile(
  name: string,
  content: Uint8Array,
  { dialogs, projects }: ExportPlace,
): Promise<{ location: string } | null> {
  const safe = checkFileName(basename(name.replaceAll('\\', '/')));
  const path = dialogs ? await dialogs.pickExport(safe) : await exportPath(projects, safe);
  if (path === null) return null;
  try {
    await writeAtomically(path, content);
  } catch (error) {
    return refuse('export-failed', { name: safe, reason: reasonOf(error) });
  }
  return { location: path };
}

/** Nobody was asked where, so nothing that is there is written over. */
async function exportPath(projects: string, name: string): Promise<string> {
  const folder = join(projects, EXPORT_FOLDER);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    refuse('export-failed', { name, reason: reasonOf(error) });
  }
  const extension = extname(name);
  const stem = basename(name, extension);
  let path = join(folder, name);
  for (let copy = 2; existsSync(path); copy += 1) {
    path = join(folder, `${stem} (${copy})${extension}`);
  }
  return path;
}

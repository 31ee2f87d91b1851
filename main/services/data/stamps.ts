import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectDocument } from '../../../shared/document/schema';
import { type Stamp, stampOf } from '../file-stamps';
import { resolveInside } from './inside';
import type { DataPlaces } from './places';

/**
 * How the file or the folder that a document's data name looks on the disk now; null where they name none beside the
 * project. Another stamp means that reading again may give other data. Whoever reads stamps first and reads then never
 * takes old data for new ones.
 */
export async function stampsOfData(
  { data: { dataset } }: ProjectDocument,
  { projectFolder }: DataPlaces,
): Promise<readonly (Stamp | null)[] | null> {
  const { file, folder, hash } = dataset.parameters;
  const name = [file, folder].find((each) => typeof each === 'string' && each !== '');
  if (!projectFolder || typeof name !== 'string') return null;
  try {
    const path = await resolveInside(projectFolder, name);
    if (path === null) return null;
    // What is named by its hash has one content or is refused; only a folder without one is read as it is.
    const isFolderAsItIs = name === folder && (typeof hash !== 'string' || hash === '');
    const inside = isFolderAsItIs ? await readdir(path, { recursive: true }) : [];
    return await Promise.all([path, ...inside.map((own) => join(path, own))].map(stampOf));
  } catch {
    // Reading it says what is wrong.
    return null;
  }
}

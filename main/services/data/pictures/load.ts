import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Samples } from '../../../../shared/catalogue/dataset';
import type { HostFailure } from '../../../../shared/host-data';
import { type Result, succeed } from '../../../../shared/result';
import { decodeMessage } from '../../../../shared/wire';
import { hashOf, importPath, isNotFound, SHA256_HEX } from '../csv-file';
import { failRead, reasonOf } from '../failures';
import { resolveInside } from '../inside';
import type { DataPlaces } from '../places';
import { type FolderContent, readFolder } from './files';
import { packPictures } from './import';
import { type PictureSettings, readPictures } from './read';

const packSchema = z.object({
  files: z.array(z.object({ path: z.string(), content: z.instanceof(Uint8Array) })),
});

type Content = Result<FolderContent, HostFailure>;

/**
 * The pictures that a dataset names: the folder beside the project if it is still the one that was imported, else the
 * app's copy. Whatever a stranger's document says, only folders below the project's own are read, and files in the
 * import folder whose content has the named hash.
 */
async function findPictures(folder: string, hash: string, places: DataPlaces): Promise<Content> {
  if (folder === '' && hash === '') return failRead('no-folder');
  const beside = await readBeside(folder, places);
  if (!beside.ok) return beside;
  const { value } = beside;
  // Without a hash (a document written by hand) the folder beside the project is taken as it is.
  if (value && (hash === '' || hashOf(packPictures(value.files)) === hash)) return succeed(value);
  const imported = SHA256_HEX.test(hash) ? await readPack(folder, hash, places) : null;
  if (imported) return imported;
  return failRead(value ? 'folder-changed' : 'folder-not-found', { folder });
}

async function readBeside(
  folder: string,
  places: DataPlaces,
): Promise<Result<FolderContent | null, HostFailure>> {
  if (!places.projectFolder || folder === '') return succeed(null);
  try {
    const root = await resolveInside(places.projectFolder, folder);
    if (root === null) return succeed(null);
    return await readFolder(folder, root);
  } catch (error) {
    if (isNotFound(error)) return succeed(null);
    return failRead('file-unreadable', { file: folder, reason: reasonOf(error) });
  }
}

/** The app's copy, or null where it has none. */
async function readPack(folder: string, hash: string, places: DataPlaces): Promise<Content | null> {
  try {
    const bytes = await readFile(importPath(places, hash, 'pictures'));
    if (hashOf(bytes) !== hash) return failRead('import-damaged', { file: folder });
    return succeed({ files: packSchema.parse(decodeMessage(bytes)).files, skipped: [] });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * The last pictures that were decoded: the page's preview and a run need the same ones one after the other. Held
 * weakly, so that they do not stay for good.
 */
let last: { readonly key: string; readonly samples: WeakRef<Samples> } | null = null;

/** The pictures of a document's dataset as samples. */
export async function loadPictures(
  settings: PictureSettings & { readonly hash: string },
  places: DataPlaces,
): Promise<Result<Samples, HostFailure>> {
  const key = JSON.stringify(settings);
  // Only content that is named by its hash can be known unread.
  const cached = settings.hash !== '' && last?.key === key ? last.samples.deref() : null;
  if (cached) return succeed(cached);
  const content = await findPictures(settings.folder, settings.hash, places);
  if (!content.ok) return content;
  const read = await readPictures(content.value, settings);
  if (!read.ok) return read;
  // Of pictures that were imported, the import itself said what is left out.
  const samples = settings.hash === '' ? read.value : { ...read.value, leftOut: [] };
  last = { key, samples: new WeakRef(samples) };
  return succeed(samples);
}

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { HostFailure } from '../../../../shared/host-data';
import { type Result, succeed } from '../../../../shared/result';
import type { Text } from '../../../../shared/text/text';
import { failRead, reasonOf } from '../failures';
import { isInside } from '../inside';

/** All pictures of a folder together; as large as the host call that carries them. */
export const MAX_FOLDER_BYTES = 255 * 1024 * 1024;
/** One picture; larger ones are left out. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;
export const MAX_PICTURES = 100_000;
const MEBIBYTE = 1024 * 1024;

const EXTENSIONS = new Set(['.png', '.jpg', '.jpeg']);
export const isPictureName = (name: string): boolean =>
  EXTENSIONS.has(extname(name).toLowerCase()) && !name.startsWith('.');

/** One picture's bytes and the sub-folder that is its class. */
export interface PictureFile {
  /** `class/name`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A file that is left out before anything is decoded. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: Text;
}

export const SKIP_REASONS = {
  kind: {
    en: 'it is neither PNG nor JPEG by its name',
    zh: '按文件名既不是 PNG 也不是 JPEG',
  },
  place: {
    en: 'it does not lie in a class’s folder',
    zh: '它不在某个类别的文件夹中',
  },
  outside: {
    en: 'it is a link that leads out of the folder',
    zh: '它是指向文件夹之外的链接',
  },
  large: {
    en: 'it has more than 20 MB',
    zh: '它超过 20 MB',
  },
} as const satisfies Record<string, Text>;

export interface FolderContent {
  readonly files: readonly PictureFile[];
  readonly skipped: readonly SkippedFile[];
}

const byPath = (one: { readonly path: string }, other: { readonly path: string }): number =>
  one.path < other.path ? -1 : Number(one.path > other.path);

/** Sorts files by path, which is by class: the same on every machine, whatever order the disk has them in. */
export const inOrder = <File extends { readonly path: string }>(files: readonly File[]): File[] =>
  [...files].sort(byPath);

/** The failure of a folder that is beyond what can be held, with the figure. */
export function checkFolderSize(
  folder: string,
  count: number,
  bytes: number,
): Result<void, HostFailure> {
  if (count > MAX_PICTURES) {
    return failRead('too-many-pictures', { folder, count, limit: MAX_PICTURES });
  }
  if (bytes <= MAX_FOLDER_BYTES) return succeed(undefined);
  const size = Math.ceil(bytes / MEBIBYTE);
  return failRead('folder-too-large', { folder, size, limit: MAX_FOLDER_BYTES / MEBIBYTE });
}

/**
 * Reads the pictures of a folder with one sub-folder a class. Links are followed only inside of the folder; whatever is
 * no picture is listed. `root` must be resolved already.
 */
export async function readFolder(
  folder: string,
  root: string,
): Promise<Result<FolderContent, HostFailure>> {
  const found: { readonly path: string; readonly place: string }[] = [];
  const skipped: SkippedFile[] = [];
  let bytes = 0;
  const look = async (path: string, place: string): Promise<void> => {
    const resolved = await realpath(place);
    if (!isInside(root, resolved)) {
      skipped.push({ path, reason: SKIP_REASONS.outside });
      return;
    }
    const facts = await stat(resolved);
    if (facts.isDirectory()) {
      skipped.push({ path, reason: SKIP_REASONS.place });
    } else if (!isPictureName(path.split('/').at(-1) ?? '')) {
      skipped.push({ path, reason: SKIP_REASONS.kind });
    } else if (facts.size > MAX_PICTURE_BYTES) {
      skipped.push({ path, reason: SKIP_REASONS.large });
    } else {
      bytes += facts.size;
      found.push({ path, place: resolved });
    }
  };
  try {
    for (const name of (await readdir(root)).filter((own) => !own.startsWith('.'))) {
      const place = join(root, name);
      const resolved = await realpath(place);
      if (!isInside(root, resolved)) {
        skipped.push({ path: name, reason: SKIP_REASONS.outside });
        continue;
      }
      if (!(await stat(resolved)).isDirectory()) {
        skipped.push({ path: name, reason: SKIP_REASONS.place });
        continue;
      }
      for (const own of await readdir(resolved)) {
        if (!own.startsWith('.')) await look(`${name}/${own}`, join(resolved, own));
      }
      const fits = checkFolderSize(folder, found.length, bytes);
      if (!fits.ok) return fits;
    }
    const files: PictureFile[] = [];
    for (const { path, place } of inOrder(found)) {
      files.push({ path, content: await readFile(place) });
      await setImmediate();
    }
    return succeed({ files, skipped: inOrder(skipped) });
  } catch (error) {
    return failRead('file-unreadable', { file: folder, reason: reasonOf(error) });
  }
}

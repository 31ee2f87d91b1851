import { randomInt } from 'node:crypto';
import { type FileHandle, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { isSystemError, reasonOf } from './data/failures';
import { refuse } from './failures';

/** Readers on Windows (virus scanners, indexers) hold a file for a moment, during which it cannot be replaced. */
const RENAME_ATTEMPTS = 5;
const RENAME_WAIT_MS = 60;

/**
 * Writes to a temporary file beside the target, flushes it to the disk and renames it: whoever reads sees the old
 * content or the new, also after a kill or a power cut. A failed write leaves the target as it was and nothing
 * beside it. Rejects with the system's error.
 *
 * Not the package `write-file-atomic`: it writes once and does not look how much was written, so a disk that fills
 * up in the middle would put half a file in the place of a whole one.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  await writePieces(file, async (write) => write(content));
}

type Write = (content: string | Uint8Array) => Promise<void>;

/**
 * The same for a content that comes piece by piece and never stands whole in memory. Where `produce` rejects, the
 * target stays as it was.
 */
export async function writePieces(
  file: string,
  produce: (write: Write) => Promise<void>,
): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const temporary = `${target}.${process.pid}${randomInt(1e9)}`;
  const mode = await stat(target).then(
    (facts) => facts.mode,
    () => undefined,
  );
  try {
    const handle = await open(temporary, 'wx', mode);
    await writeWhole(handle, produce);
    await replace(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(target));
}

async function writeWhole(
  handle: FileHandle,
  produce: (write: Write) => Promise<void>,
): Promise<void> {
  try {
    // `writeFile` goes on after a short write until all is written or the system refuses.
    await produce((content) => handle.writeFile(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function replace(temporary: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(temporary, target);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === RENAME_ATTEMPTS) throw error;
      await wait(RENAME_WAIT_MS * attempt);
    }
  }
}

/** The new name itself must survive a power cut. Windows cannot flush folders, and does not need to. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The file's text, or null where there is none. */
export async function readIfPresent(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * The app's own small JSON files. A damaged one is put aside as `.damaged`, never overwritten in silence, and the
 * fallback stands in.
 */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  fallback: z.output<Schema>,
): Promise<z.output<Schema>> {
  try {
    const text = await readIfPresent(file);
    if (text === null) return fallback;
    return schema.parse(JSON.parse(text));
  } catch (error) {
    // What another program holds for a moment is not damaged, and must not be written over by the fallback.
    if (isSystemError(error) && error.code !== 'EISDIR') {
      refuse('read-failed', { name: basename(file), reason: reasonOf(error) });
    }
    await rename(file, `${file}.damaged`).catch(() => undefined);
    return fallback;
  }
}

export const writeJsonFile = (file: string, value: unknown): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(value, null, 2)}\n`);

import { readFile, rename } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';

/**
 * Writes to a temporary file beside the target, flushes it to the disk and renames it: whoever reads sees the old
 * content or the new, also after a kill or a power cut. A failed write leaves the target as it was.
 */
export const writeAtomically = (file: string, content: string | Uint8Array): Promise<void> =>
  writeFileAtomic(file, typeof content === 'string' ? content : Buffer.from(content), {
    fsync: true,
  });

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
  const text = await readIfPresent(file);
  if (text === null) return fallback;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    await rename(file, `${file}.damaged`).catch(() => undefined);
    return fallback;
  }
}

export const writeJsonFile = (file: string, value: unknown): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(value, null, 2)}\n`);

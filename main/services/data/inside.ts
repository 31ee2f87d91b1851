import { realpath } from 'node:fs/promises';
import { join, relative, sep, win32 } from 'node:path';

/** Whether a resolved path lies below a resolved folder; the folder itself does not. */
export function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return !(
    inside === '' ||
    inside === '..' ||
    inside.startsWith(`..${sep}`) ||
    win32.isAbsolute(inside)
  );
}

/**
 * Where a name in a folder leads, its links resolved: one below the folder may lead anywhere. Null where that is not
 * inside of the folder; throws what the file system says of a name that leads nowhere.
 */
export async function resolveInside(folder: string, name: string): Promise<string | null> {
  const root = await realpath(folder);
  const path = await realpath(join(root, name));
  return isInside(root, path) ? path : null;
}

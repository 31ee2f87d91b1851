import { relative, sep, win32 } from 'node:path';

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

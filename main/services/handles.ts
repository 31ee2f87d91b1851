import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { refuse } from './failures';

const HANDLE_CHARACTERS = 24;

/** True where `path` is `folder` or lies below it. Both real paths. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/**
 * Names files to the page without telling it paths that it could change. A handle is a hash of the path, so the
 * same file has the same handle after a restart.
 */
export class Handles {
  private readonly paths = new Map<string, string>();
  /** Files outside the folders that the person chose in a native dialog or opened from the system. */
  private readonly granted = new Set<string>();

  constructor(private readonly folders: readonly string[]) {}

  give(path: string): string {
    const handle = createHash('sha256')
      .update(path)
      .digest('base64url')
      .slice(0, HANDLE_CHARACTERS);
    this.paths.set(handle, path);
    return handle;
  }

  /** A handle for a file that the person pointed at outside the page. */
  grant(path: string): string {
    this.granted.add(path);
    return this.give(path);
  }

  /** The path of a handle as it was given, which may be gone by now; only for taking it off a list. */
  pathOf(handle: string): string {
    return this.paths.get(handle) ?? refuse('unknown-handle');
  }

  /**
   * The path of a handle, its symbolic links resolved and checked against the allowed folders. A file that the
   * person pointed at themselves may lie anywhere.
   */
  async resolve(handle: string): Promise<string> {
    const path = this.pathOf(handle);
    const real = await this.realPath(path);
    if (this.granted.has(path)) return real;
    if (!this.folders.some((folder) => isBelow(folder, real))) {
      refuse('outside-folders', { name: basename(path) });
    }
    return real;
  }

  /** The path itself may not exist yet; its folder must. */
  private async realPath(path: string): Promise<string> {
    try {
      return await realpath(path);
    } catch {
      try {
        return join(await realpath(dirname(path)), basename(path));
      } catch {
        return refuse('read-failed', {
          name: basename(path),
          reason: { en: 'its folder does not exist', zh: '其所在文件夹不存在' },
        });
      }
    }
  }
}

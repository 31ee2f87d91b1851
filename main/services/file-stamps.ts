import { stat } from 'node:fs/promises';

/** What a file looked like when this app last read or wrote it; a difference means that somebody else wrote it. */
export interface Stamp {
  readonly modified: number;
  readonly bytes: number;
}

/** Null for a file that is not there. */
export async function stampOf(path: string): Promise<Stamp | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { modified: mtimeMs, bytes: size };
  } catch {
    return null;
  }
}

/** What each window last saw of the files that it works on. */
export class FileStamps {
  private readonly stamps = new Map<string, { readonly client: string; readonly stamp: Stamp }>();

  async note(path: string, client: string): Promise<void> {
    const stamp = await stampOf(path);
    if (stamp) this.expect(path, client, stamp);
  }

  expect(path: string, client: string, stamp: Stamp): void {
    this.stamps.set(path, { client, stamp });
  }

  of(path: string, client: string): Stamp | null {
    const known = this.stamps.get(path);
    return known?.client === client ? known.stamp : null;
  }

  /** True where the window knew the file and it is another one now. */
  async isForeign(path: string, client: string): Promise<boolean> {
    const known = this.of(path, client);
    const current = await stampOf(path);
    if (!known || !current) return false;
    return known.modified !== current.modified || known.bytes !== current.bytes;
  }

  forget(path: string, client: string): void {
    if (this.stamps.get(path)?.client === client) this.stamps.delete(path);
  }

  forgetAll(client: string): void {
    for (const path of [...this.stamps.keys()]) this.forget(path, client);
  }
}

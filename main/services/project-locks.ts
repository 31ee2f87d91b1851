import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Presence } from './presence';

/**
 * Who has a project open. Within this instance by window, across instances by a lock file in the app's own folder
 * that names its instance; a lock of an instance that is gone counts for nothing.
 */
export class ProjectLocks {
  private readonly owners = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly presence: Presence,
  ) {}

  /** False where another window or instance has it. Asking again for one's own is fine. */
  acquire(path: string, client: string): boolean {
    const owner = this.owners.get(path);
    if (owner) return owner === client;
    if (!this.claimFile(this.fileOf(path))) return false;
    this.owners.set(path, client);
    return true;
  }

  release(path: string, client: string): void {
    if (this.owners.get(path) !== client) return;
    this.owners.delete(path);
    const file = this.fileOf(path);
    // After this instance was taken for dead, another may hold the lock.
    if (ownerOf(file) === this.presence.id) rmSync(file, { force: true });
  }

  releaseAll(client: string): void {
    for (const [path, owner] of [...this.owners]) {
      if (owner === client) this.release(path, client);
    }
  }

  private fileOf(path: string): string {
    const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
    return join(this.folder, `${name}.lock`);
  }

  private claimFile(file: string): boolean {
    if (this.writeNew(file)) return true;
    const owner = ownerOf(file);
    if (owner !== null && owner !== this.presence.id && this.presence.isAlive(owner)) return false;
    rmSync(file, { force: true });
    // Of two instances that find the same dead lock, one creates the new file.
    return this.writeNew(file);
  }

  private writeNew(file: string): boolean {
    try {
      writeFileSync(file, this.presence.id, { flag: 'wx' });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      // Without a place for locks (a full disk) a person must still be able to save.
      return true;
    }
  }
}

function ownerOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

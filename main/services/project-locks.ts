import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who has a project open. Within this process by window, across processes by a lock file in the app's own folder
 * that names its process; a lock of a process that is gone counts for nothing.
 */
export class ProjectLocks {
  private readonly owners = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** False where another window or process has it. Asking again for one's own is fine. */
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
    rmSync(this.fileOf(path), { force: true });
  }

  releaseAll(client: string): void {
    for (const [path, owner] of [...this.owners]) {
      if (owner === client) this.release(path, client);
    }
  }

  private fileOf(path: string): string {
    return join(
      this.folder,
      `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.lock`,
    );
  }

  private claimFile(file: string): boolean {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (this.isAlive(file)) return false;
      rmSync(file, { force: true });
      writeFileSync(file, String(process.pid), { flag: 'w' });
      return true;
    }
  }

  private isAlive(file: string): boolean {
    try {
      const owner = Number(readFileSync(file, 'utf8'));
      if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid) return false;
      // Signal 0 only asks whether the process exists.
      process.kill(owner, 0);
      return true;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  }
}

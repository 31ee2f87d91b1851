import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EXTENSION = '.alive';
const RENEW_MS = 15_000;
/** Longer than a few renewals, so that a busy machine does not make a running instance look dead. */
const STALE_MS = 90_000;
const INSTANCE_NAME = /^[\w-]{1,100}$/;

/**
 * Says to other instances on this machine that this one runs. A process number alone would not do: after a crash
 * the system may give it to any other program, and a project would stay locked by nobody.
 */
export class Presence {
  readonly id = randomUUID();
  private readonly file: string;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly folder: string) {
    this.file = this.fileOf(this.id);
    writeFileSync(this.file, String(process.pid));
    this.forgetDead();
    this.timer = setInterval(() => this.renew(), RENEW_MS);
    this.timer.unref();
  }

  /** True for this instance and for every other one that still runs. */
  isAlive(id: string): boolean {
    if (id === this.id) return true;
    if (!INSTANCE_NAME.test(id)) return false;
    try {
      const file = this.fileOf(id);
      if (Date.now() - statSync(file).mtimeMs > STALE_MS) return false;
      return processExists(Number(readFileSync(file, 'utf8')));
    } catch {
      return false;
    }
  }

  end(): void {
    clearInterval(this.timer);
    rmSync(this.file, { force: true });
  }

  /** What killed instances left behind. */
  private forgetDead(): void {
    for (const name of readdirSync(this.folder).filter((file) => file.endsWith(EXTENSION))) {
      const id = name.slice(0, -EXTENSION.length);
      if (!this.isAlive(id)) rmSync(join(this.folder, name), { force: true });
    }
  }

  private fileOf(id: string): string {
    return join(this.folder, `${id}${EXTENSION}`);
  }

  private renew(): void {
    try {
      const now = new Date();
      utimesSync(this.file, now, now);
    } catch {
      // The folder was cleared under a running instance; without its file it would look dead.
      writeFileSync(this.file, String(process.pid));
    }
  }
}

function processExists(id: number): boolean {
  if (!Number.isInteger(id) || id <= 0) return false;
  try {
    // Signal 0 only asks whether the process exists.
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

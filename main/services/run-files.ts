import { access, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../../shared/host-data';
import {
  changeRunSummary,
  decodeRunFile,
  decodeRunSummary,
  encodeRunFile,
  RUN_FILE_EXTENSION,
  RUN_SUMMARY_BYTES,
  type RunFile,
} from '../../shared/telemetry/run-file';
import { writeAtomically } from './atomic-file';
import { refuse, ServiceError } from './failures';

/** A run of a sweep stands in its sweep's folder: `sweep/index`. */
const RUN_NAME = /^[\w-]{1,100}(?:\/\d{1,4})?$/;
/** Behind the name of a deleted run's file, so that no list finds it. */
const DELETED = '.deleted';
const DELETED_KEPT_MS = 24 * 60 * 60 * 1_000;

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Runs on disk, each in one file, so that a damaged one costs only itself. What reads and writes one must not cross. */
export class RunFiles {
  constructor(private readonly folder: string) {}

  /** Rejects where there is no such run, or its file cannot be read. */
  async read(run: string): Promise<RunFile> {
    const decoded = await decodeRunFile(await this.bytesOf(run));
    if (!decoded.ok) throw new ServiceError(decoded.failure);
    return decoded.value;
  }

  async write(run: string, file: RunFile): Promise<void> {
    await writeAtomically(this.pathOf(run), await encodeRunFile(file));
  }

  has(run: string): Promise<boolean> {
    return isThere(this.pathOf(run));
  }

  /** Writes another summary; what else the run kept is copied as it is. */
  async change(run: string, change: (summary: RunSummary) => RunSummary): Promise<void> {
    const changed = await changeRunSummary(await this.bytesOf(run), change);
    if (!changed.ok) throw new ServiceError(changed.failure);
    await writeAtomically(this.pathOf(run), changed.value);
  }

  /** Takes a run out of every list; `restore` brings it back. */
  async delete(run: string): Promise<void> {
    const path = this.pathOf(run);
    if (await isThere(path)) await rename(path, `${path}${DELETED}`);
  }

  /** False where there is nothing to bring back. */
  async restore(run: string): Promise<boolean> {
    const path = this.pathOf(run);
    if (!(await isThere(`${path}${DELETED}`))) return false;
    await rename(`${path}${DELETED}`, path);
    return true;
  }

  /** Takes away for good. */
  async forget(run: string): Promise<void> {
    await rm(this.pathOf(run), { force: true });
  }

  /** Takes away for good what was deleted long ago. */
  async forgetDeleted(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(DELETED));
    for (const name of names) {
      const path = join(this.folder, name);
      // A file that is renamed keeps the time when it was written; the time of its change is that of the deletion.
      const { ctimeMs } = await stat(path);
      if (Date.now() - ctimeMs > DELETED_KEPT_MS) await rm(path, { force: true });
    }
  }

  /** What all runs on disk came to; one whose file cannot be read is left out. */
  async summaries(): Promise<RunSummary[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(RUN_FILE_EXTENSION));
    const summaries = await Promise.all(names.map((name) => this.readSummary(name)));
    return summaries.filter((summary) => summary !== null);
  }

  private pathOf(run: string): string {
    if (!RUN_NAME.test(run)) refuse('unknown-run');
    return join(this.folder, `${run}${RUN_FILE_EXTENSION}`);
  }

  private async bytesOf(run: string): Promise<Uint8Array> {
    return new Uint8Array(await readFile(this.pathOf(run)).catch(() => refuse('unknown-run')));
  }

  private async readSummary(name: string): Promise<RunSummary | null> {
    const file = await open(join(this.folder, name), 'r').catch(() => null);
    if (!file) return null;
    try {
      const bytes = new Uint8Array(RUN_SUMMARY_BYTES);
      const { bytesRead } = await file.read(bytes, 0, RUN_SUMMARY_BYTES, 0);
      const decoded = await decodeRunSummary(bytes.subarray(0, bytesRead));
      return decoded.ok ? decoded.value : null;
    } catch {
      return null;
    } finally {
      await file.close();
    }
  }
}

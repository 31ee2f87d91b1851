import { constants } from 'node:fs';
import { access, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import {
  type FileFailure,
  type ParsedProject,
  parseProject,
  serializeProject,
} from '../../shared/document/file';
import { MAX_PROJECT_BYTES } from '../../shared/document/limits';
import type { ProjectDocument } from '../../shared/document/schema';
import type { OpenedProject } from '../../shared/host-data';
import type { Result } from '../../shared/result';
import { fillText, type Text } from '../../shared/text/text';
import { readIfPresent, writeAtomically } from './atomic-file';
import { reasonOf } from './data/failures';
import { refuse, ServiceError } from './failures';
import { FileStamps, type Stamp } from './file-stamps';
import type { Handles } from './handles';
import type { ProjectLocks } from './project-locks';
import { readBounded } from './read-bounded';
import type { RecentService } from './recent';
import { Serial } from './serial';

export const PROJECT_EXTENSION = '.vpnet';
const BACKUP_EXTENSION = '.bak';
/** Temporary files of a save that was killed are removed once no save can still be writing them. */
const ABANDONED_MS = 60_000;

const OPEN_ELSEWHERE: Text = {
  en: 'This project is open in another window. Save under another name to change it here.',
  zh: '此项目已在另一个窗口中打开。要在此修改，请另存为其他名称。',
};
const NOT_WRITABLE: Text = {
  en: 'This file or its folder may not be written to. Save under another name to keep changes.',
  zh: '没有写入此文件或其文件夹的权限。请另存为其他名称以保留更改。',
};
const FROM_BACKUP: Text = {
  en: '“{{name}}” could not be read. This is the version before it, kept as “{{backup}}”. {{reason}}',
  zh: '无法读取“{{name}}”。这是之前的版本，保存在“{{backup}}”中。{{reason}}',
};

/** Failures of a file that was a project once; others (a newer version, another kind of file) have no older self. */
const DAMAGED: ReadonlySet<FileFailure['kind']> = new Set(['empty', 'not-json', 'bad-version']);

/** Opens, saves and guards project files. */
export class ProjectService {
  private readonly stamps = new FileStamps();
  private readonly serial = new Serial();

  constructor(
    private readonly handles: Handles,
    private readonly locks: ProjectLocks,
    private readonly recent: RecentService,
  ) {}

  async open(handle: string, client: string): Promise<OpenedProject> {
    const path = await this.handles.resolve(handle);
    const { document, repairs, readOnly } = await this.readProject(path);
    await this.stamps.note(path, client);
    const mine = this.locks.acquire(path, client);
    await this.recent.note(path, document);
    await removeAbandoned(path);
    return {
      handle,
      location: path,
      document,
      repairs: [...repairs],
      readOnly: readOnly ?? (mine ? await writeObstacle(path) : OPEN_ELSEWHERE),
    };
  }

  /** Keeps the version before as `.bak`; a failed write leaves the file as it was and says why. */
  save(
    handle: string,
    document: ProjectDocument,
    client: string,
  ): Promise<{ location: string; saved: number }> {
    return this.serial.run(async () => {
      const path = await this.handles.resolve(handle);
      const name = basename(path);
      if (!this.locks.acquire(path, client)) refuse('open-elsewhere', { name });
      if (await this.stamps.isForeign(path, client)) refuse('changed-elsewhere', { name });
      try {
        await backUp(path);
        await writeAtomically(path, serializeProject(document));
      } catch (error) {
        if (error instanceof ServiceError) throw error;
        refuse('write-failed', { name, reason: reasonOf(error) });
      }
      await this.stamps.note(path, client);
      await this.recent.note(path, document);
      return { location: path, saved: Date.now() };
    });
  }

  async close(handle: string, client: string): Promise<void> {
    const path = await this.handles.resolve(handle);
    this.locks.release(path, client);
    this.stamps.forget(path, client);
  }

  clientGone(client: string): void {
    this.locks.releaseAll(client);
    this.stamps.forgetAll(client);
  }

  /**
   * The person chose this file by name, and was asked whether to replace it: as it is now it may be written over.
   */
  async mayReplace(path: string, client: string): Promise<void> {
    await this.stamps.note(path, client);
  }

  /** What a window knows of its file, for the draft that it writes. */
  stampOf(path: string, client: string): Stamp | null {
    return this.stamps.of(path, client);
  }

  /** A restored draft goes on from the file as it was when the draft was written. */
  expect(path: string, client: string, stamp: Stamp): void {
    this.stamps.expect(path, client, stamp);
  }

  /** The folder that relative data files of a project are looked up in. */
  async folderOf(handle: string | null): Promise<string | null> {
    return handle === null ? null : dirname(await this.handles.resolve(handle));
  }

  private async readProject(path: string): Promise<ParsedProject> {
    const parsed = parseProject((await readBounded(path, MAX_PROJECT_BYTES)).toString('utf8'));
    if (parsed.ok) return parsed.value;
    const backup = DAMAGED.has(parsed.failure.kind) ? await readBackup(path) : null;
    if (!backup) throw new ServiceError(parsed.failure);
    const values = {
      name: basename(path),
      backup: basename(path) + BACKUP_EXTENSION,
      reason: parsed.failure.text,
    };
    return { ...backup, repairs: [fillText(FROM_BACKUP, values), ...backup.repairs] };
  }
}

async function readBackup(path: string): Promise<ParsedProject | null> {
  const text = await readIfPresent(path + BACKUP_EXTENSION).catch(() => null);
  const parsed = text === null ? null : parseProject(text);
  return parsed?.ok ? parsed.value : null;
}

/**
 * Keeps the version that is about to be written over. Only one that still loads is worth keeping: a damaged file
 * must not replace a good backup. A newer version's file is refused: this version could not write all of it.
 */
async function backUp(path: string): Promise<void> {
  const text = await readIfPresent(path);
  if (text === null) return;
  const parsed = parseProject(text);
  if (isNewer(parsed)) refuse('newer-version', { name: basename(path) });
  if (parsed.ok) await writeAtomically(path + BACKUP_EXTENSION, text);
}

const isNewer = (parsed: Result<ParsedProject, FileFailure>): boolean =>
  parsed.ok ? parsed.value.readOnly !== null : parsed.failure.kind === 'newer-version';

/** Why a file could be read but not saved to, or null. Renaming over it needs its folder, not the file alone. */
async function writeObstacle(path: string): Promise<Text | null> {
  try {
    await access(path, constants.W_OK);
    await access(dirname(path), constants.W_OK);
    return null;
  } catch {
    return NOT_WRITABLE;
  }
}

/** A save that was killed leaves its temporary file, named after the project and a number. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(prefix) || !/^(bak\.)?\d+$/.test(name.slice(prefix.length))) continue;
    const file = join(dirname(path), name);
    const facts = await stat(file).catch(() => null);
    if (facts && Date.now() - facts.mtimeMs > ABANDONED_MS) {
      await rm(file, { force: true }).catch(() => undefined);
    }
  }
}

/** `name` with the project extension, inside `folder`. */
export const projectPath = (folder: string, name: string): string =>
  join(folder, extname(name) === PROJECT_EXTENSION ? name : `${name}${PROJECT_EXTENSION}`);

import { copyFile, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { parseProject, serializeProject } from '../../shared/document/file';
import { MAX_PROJECT_BYTES } from '../../shared/document/limits';
import type { ProjectDocument } from '../../shared/document/schema';
import type { OpenedProject } from '../../shared/host';
import type { Text } from '../../shared/text/text';
import { writeAtomically } from './atomic-file';
import { reasonOf } from './data/failures';
import { refuse, ServiceError, serviceFailure } from './failures';
import type { Handles } from './handles';
import type { ProjectLocks } from './project-locks';
import type { RecentService } from './recent';
import { Serial } from './serial';

export const PROJECT_EXTENSION = '.vpnet';
const BACKUP_EXTENSION = '.bak';

const OPEN_ELSEWHERE: Text = {
  en: 'This project is open in another window. Save under another name to change it here.',
  zh: '此项目已在另一个窗口中打开。要在此修改，请另存为其他名称。',
};

/** What a file looked like when this app last read or wrote it; a difference means that somebody else wrote it. */
interface Stamp {
  readonly modified: number;
  readonly bytes: number;
}

async function stampOf(path: string): Promise<Stamp | null> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { modified: mtimeMs, bytes: size };
  } catch {
    return null;
  }
}

/** Opens, saves and guards project files. */
export class ProjectService {
  private readonly stamps = new Map<string, Stamp>();
  /** Files that this version must not write over, with the reason. */
  private readonly newer = new Set<string>();
  private readonly serial = new Serial();

  constructor(
    private readonly handles: Handles,
    private readonly locks: ProjectLocks,
    private readonly recent: RecentService,
  ) {}

  async open(handle: string, client: string): Promise<OpenedProject> {
    const path = await this.handles.resolve(handle);
    const name = basename(path);
    const text = await this.readText(path, name);
    const parsed = parseProject(text);
    if (!parsed.ok) throw new ServiceError(parsed.failure);
    const { document, repairs, readOnly } = parsed.value;
    if (readOnly) this.newer.add(path);
    const stamp = await stampOf(path);
    if (stamp) this.stamps.set(path, stamp);
    const mine = this.locks.acquire(path, client);
    await this.recent.note(path, document);
    return {
      handle,
      location: path,
      document,
      repairs: [...repairs],
      readOnly: readOnly ?? (mine ? null : OPEN_ELSEWHERE),
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
      if (this.newer.has(path)) refuse('newer-version', { name });
      if (!this.locks.acquire(path, client)) refuse('open-elsewhere', { name });
      await this.refuseForeignChange(path, name);
      try {
        await this.backUp(path);
        await writeAtomically(path, serializeProject(document));
      } catch (error) {
        throw new ServiceError(serviceFailure('write-failed', { name, reason: reasonOf(error) }));
      }
      const stamp = await stampOf(path);
      if (stamp) this.stamps.set(path, stamp);
      await this.recent.note(path, document);
      return { location: path, saved: Date.now() };
    });
  }

  async close(handle: string, client: string): Promise<void> {
    this.locks.release(await this.handles.resolve(handle), client);
  }

  /** The folder that relative data files of a project are looked up in. */
  async folderOf(handle: string | null): Promise<string | null> {
    return handle === null ? null : dirname(await this.handles.resolve(handle));
  }

  private async readText(path: string, name: string): Promise<string> {
    try {
      const { size } = await stat(path);
      if (size > MAX_PROJECT_BYTES) {
        refuse('read-failed', {
          name,
          reason: {
            en: `it has ${size} bytes, more than the ${MAX_PROJECT_BYTES} allowed`,
            zh: `文件有 ${size} 字节，超过允许的 ${MAX_PROJECT_BYTES} 字节`,
          },
        });
      }
      return await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      return refuse('read-failed', { name, reason: reasonOf(error) });
    }
  }

  /** A file of that name that this window never opened is only written over after "save as" chose it. */
  private async refuseForeignChange(path: string, name: string): Promise<void> {
    const known = this.stamps.get(path);
    const current = await stampOf(path);
    if (!known || !current) return;
    if (known.modified !== current.modified || known.bytes !== current.bytes) {
      refuse('changed-elsewhere', { name });
    }
  }

  /** Only a version that still loads is worth keeping: a damaged file must not replace a good backup. */
  private async backUp(path: string): Promise<void> {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null || !parseProject(text).ok) return;
    await copyFile(path, `${path}${BACKUP_EXTENSION}`);
  }
}

/** `name` with the project extension, inside `folder`. */
export const projectPath = (folder: string, name: string): string =>
  join(folder, extname(name) === PROJECT_EXTENSION ? name : `${name}${PROJECT_EXTENSION}`);

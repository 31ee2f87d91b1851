import { existsSync, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { HostOutput } from '../../shared/host';
import type { FolderEntry } from '../../shared/host-data';
import { RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import { reasonOf } from './data/failures';
import { refuse } from './failures';
import { checkFileName } from './file-names';
import { type Handles, isBelow } from './handles';
import { PROJECT_EXTENSION, projectPath } from './projects';

const MAX_ENTRIES = 5_000;

/** Files that the page can open; everything else is not listed. */
const KINDS: Readonly<Record<string, FolderEntry['kind']>> = {
  [PROJECT_EXTENSION]: 'project',
  [RUN_FILE_EXTENSION]: 'run',
};

function kindOf(path: string, facts: Stats): FolderEntry['kind'] | undefined {
  if (facts.isDirectory()) return 'folder';
  return facts.isFile() ? KINDS[extname(path)] : undefined;
}

/** The page's own file browser, below the allowed folders only. */
export class BrowseService {
  constructor(
    private readonly handles: Handles,
    private readonly folders: readonly string[],
  ) {}

  async browse(folder: string | null): Promise<HostOutput<'projects.browse'>> {
    const path = folder === null ? this.folders[0] : await this.handles.resolve(folder);
    const root = this.folders.find((allowed) => isBelow(allowed, path)) ?? path;
    return {
      folder: this.handles.give(path),
      path: this.wayTo(root, path),
      entries: [...this.otherFolders(path), ...(await this.entriesOf(path))],
    };
  }

  /** From one of the allowed folders the others are reached; each by its whole path, since names may repeat. */
  private otherFolders(path: string): FolderEntry[] {
    if (!this.folders.includes(path)) return [];
    return this.folders
      .filter((folder) => folder !== path)
      .map((folder) => ({
        handle: this.handles.give(folder),
        name: folder,
        kind: 'folder',
        modified: 0,
      }));
  }

  /** A handle for a new or existing file of that name. */
  async place(
    folder: string,
    name: string,
  ): Promise<{ handle: string; path: string; exists: boolean }> {
    const path = projectPath(await this.handles.resolve(folder), checkFileName(name));
    return { handle: this.handles.give(path), path, exists: existsSync(path) };
  }

  private wayTo(root: string, path: string): { handle: string; name: string }[] {
    const way = [{ handle: this.handles.give(path), name: basename(path) }];
    for (let at = path; at !== root && isBelow(root, dirname(at)); at = dirname(at)) {
      way.unshift({ handle: this.handles.give(dirname(at)), name: basename(dirname(at)) });
    }
    return way;
  }

  private async entriesOf(path: string): Promise<FolderEntry[]> {
    let names: string[];
    try {
      names = await readdir(path);
    } catch (error) {
      return refuse('read-failed', { name: basename(path), reason: reasonOf(error) });
    }
    const visible = names.filter((name) => !name.startsWith('.')).slice(0, MAX_ENTRIES);
    const entries = await Promise.all(visible.map((name) => this.entryOf(join(path, name))));
    return entries
      .filter((entry): entry is FolderEntry => entry !== null)
      .sort((a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name));
  }

  private async entryOf(path: string): Promise<FolderEntry | null> {
    const facts = await stat(path).catch(() => null);
    if (!facts) return null;
    const kind = kindOf(path, facts);
    if (!kind) return null;
    return {
      handle: this.handles.give(path),
      name: basename(path),
      kind,
      modified: facts.mtimeMs,
    };
  }
}

import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FolderEntry, HostOutput } from '../../shared/host';
import { reasonOf } from './data/failures';
import { refuse } from './failures';
import { type Handles, isBelow } from './handles';
import { PROJECT_EXTENSION, projectPath } from './projects';

const MAX_ENTRIES = 5_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what a file name must not hold
const FORBIDDEN_IN_NAMES = /[/\\:*?"<>|\u0000-\u001f]/;

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
      entries: await this.entriesOf(path),
    };
  }

  /** A handle for a new or existing file of that name. */
  async place(folder: string, name: string): Promise<{ handle: string; exists: boolean }> {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed.startsWith('.') || FORBIDDEN_IN_NAMES.test(trimmed)) {
      refuse('bad-name', { name });
    }
    const path = projectPath(await this.handles.resolve(folder), trimmed);
    return { handle: this.handles.give(path), exists: existsSync(path) };
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
    const isProject = facts.isFile() && path.endsWith(PROJECT_EXTENSION);
    if (!isProject && !facts.isDirectory()) return null;
    return {
      handle: this.handles.give(path),
      name: basename(path),
      kind: isProject ? 'project' : 'folder',
      modified: facts.mtimeMs,
    };
  }
}

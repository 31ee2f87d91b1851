import { mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** Where the app keeps its own files, and which folders of the person's it may touch. */
export interface AppFolders {
  /** Settings, recent projects. */
  readonly config: string;
  readonly drafts: string;
  readonly runs: string;
  readonly imports: string;
  readonly locks: string;
  /** What is kept of crashes, for the person alone. */
  readonly crashes: string;
  /** Folders that the page may browse; the first is where new projects go. Real paths. */
  readonly projects: readonly string[];
}

const NAME = 'vanishing-point';
const PROJECTS_FOLDER_NAME = 'Vanishing Point';

export interface FolderOptions {
  /** Everything of the app's own under this folder: for tests and for several instances side by side. */
  readonly home?: string;
  readonly projectFolders?: readonly string[];
}

/** Makes every folder that is missing. */
export function openAppFolders(options: FolderOptions = {}): AppFolders {
  const home = options.home ?? process.env.VANISHING_POINT_HOME;
  const standard = envPaths(NAME, { suffix: '' });
  const config = home ? join(home, 'config') : standard.config;
  const data = home ? join(home, 'data') : standard.data;
  const chosen = options.projectFolders ?? [];
  const projects =
    chosen.length > 0
      ? chosen
      : [home ? join(home, 'projects') : join(homedir(), PROJECTS_FOLDER_NAME)];
  const folders = {
    config,
    drafts: join(data, 'drafts'),
    runs: join(data, 'runs'),
    imports: join(data, 'imports'),
    locks: join(data, 'locks'),
    crashes: join(data, 'crashes'),
  };
  for (const folder of [...Object.values(folders), ...projects]) {
    mkdirSync(folder, { recursive: true });
  }
  // Real paths, because what the page asks for is compared after its symbolic links are resolved.
  return { ...folders, projects: projects.map((folder) => realpathSync(folder)) };
}

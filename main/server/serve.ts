import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFile from '../../package.json' with { type: 'json' };
import { createServices } from '../services/services';
import { reportUncaught } from '../services/watch-process';
import { FirstProject } from './first-project';
import { type AppServer, startServer } from './server';

/** The page's build lies beside the build of this program: `dist/renderer` beside `dist/main`. */
function findPageFolder(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(folder, '..', 'renderer'), join(folder, '..', '..', 'renderer')];
  const found = candidates.find((candidate) => existsSync(join(candidate, 'index.html')));
  if (!found) throw new Error('The page is not built. Run: npm run build');
  return found;
}

export interface ServeOptions {
  readonly port?: number;
  /** Folders that the page may browse; none: the person's projects folder. */
  readonly folders?: readonly string[];
  /** Path of a project that the first page opens. */
  readonly project?: string;
}

/** Starts the server host: services, page and socket. */
export async function serve(options: ServeOptions = {}): Promise<AppServer> {
  const first = new FirstProject(options.project ?? null);
  const services = createServices({
    host: 'server',
    version: packageFile.version,
    projectFolders: options.folders,
    windows: first,
  });
  first.connect(services);
  const server = await startServer({
    services,
    pageFolder: findPageFolder(),
    port: options.port ?? 0,
  });
  const stopReporting = reportUncaught(services.crashes);
  return {
    ...server,
    async close() {
      await server.close();
      stopReporting();
    },
  };
}

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const CONFIGS = ['vite.config.ts', 'vite.main.config.ts', 'vite.preload.config.ts'];
const SOURCES = ['main', 'renderer', 'shared', 'package.json', ...CONFIGS];
const RESULTS = ['dist/renderer/index.html', 'dist/main/cli.mjs', 'dist/main/preload.cjs'];

/**
 * Newest change of a file, or of any file below a folder.
 * @param {string} path
 * @returns {number} milliseconds
 */
function newestChange(path) {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const below = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(0, ...below);
}

/** Builds page and hosts if they are missing or older than their sources. Throws where the build fails. */
export function ensureBuilt() {
  const sources = SOURCES.map((name) => join(projectFolder, name)).filter((path) =>
    existsSync(path),
  );
  const results = RESULTS.map((name) => join(projectFolder, name));
  // A package carries the build without its sources' folders, and nothing to build it with.
  if (!existsSync(join(projectFolder, 'vite.config.ts'))) return;
  const missing = results.some((path) => !existsSync(path));
  const builtAt = missing ? 0 : Math.min(...results.map((path) => statSync(path).mtimeMs));
  if (builtAt >= Math.max(...sources.map(newestChange))) return;

  process.stderr.write('Building the app (a few seconds, once)…\n');
  const require = createRequire(import.meta.url);
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  for (const config of CONFIGS) {
    const result = spawnSync(
      process.execPath,
      [vite, 'build', '--config', config, '--logLevel', 'error'],
      { cwd: projectFolder, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (result.status !== 0)
      throw new Error(`The build failed (${config}); its errors stand above.`);
  }
}

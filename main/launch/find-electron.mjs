import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const INSTALL_LIMIT_MS = 180_000;

/** Electron's own installer needs this version of Node. */
const INSTALLER_NODE = [22, 12];
export const INSTALLER_NODE_NAME = INSTALLER_NODE.join('.');

/** Whether a Node is new enough for that installer. */
export const nodeIsNewEnough = (version = process.versions.node) => {
  const [major, minor] = version.split('.').map(Number);
  return major > INSTALLER_NODE[0] || (major === INSTALLER_NODE[0] && minor >= INSTALLER_NODE[1]);
};

/** @param {string} folder of the package `electron` */
const distIn = (folder) => process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');

/**
 * The package's own `index.js` is not asked: it downloads, and throws where that fails.
 * @param {string} folder of the package `electron`
 * @returns {string | null}
 */
function binaryIn(folder) {
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const binary = join(distIn(folder), name);
  return existsSync(binary) ? binary : null;
}

/** @returns {string | null} folder of the package, or null where it is not installed */
function packageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * The Electron binary if it is there already; nothing is fetched.
 * @returns {string | null}
 */
export function presentElectron() {
  const folder = packageFolder();
  return folder === null ? null : binaryIn(folder);
}

/**
 * Folder of the binary and all that belongs to it, whether it is there or not.
 * @returns {string | null} null where the package is not installed
 */
export function electronDist() {
  const folder = packageFolder();
  return folder === null ? null : distIn(folder);
}

/**
 * The Electron binary, fetched once where that is possible, or why there is none.
 * @returns {{ binary: string } | { reason: string }}
 */
export function findElectron() {
  const folder = packageFolder();
  if (folder === null) return { reason: 'the package electron is not installed' };
  const present = binaryIn(folder);
  if (present) return { binary: present };
  if (!nodeIsNewEnough()) {
    return { reason: `its installer needs Node ${INSTALLER_NODE_NAME} or newer` };
  }
  process.stderr.write('Fetching Electron (once)…\n');
  spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: INSTALL_LIMIT_MS,
  });
  const fetched = binaryIn(folder);
  return fetched ? { binary: fetched } : { reason: 'its binary could not be fetched' };
}

/** Windows and macOS always have a display; elsewhere one of these names it. */
export const hasDisplay = () =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

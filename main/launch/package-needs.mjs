import { INSTALLER_NODE_NAME, nodeIsNewEnough } from './find-electron.mjs';

/** What each system's packages are made of; the names are electron-builder's own. */
export const TARGETS = /** @type {const} */ ({
  linux: { label: 'Linux (AppImage, deb)', platform: 'linux' },
  mac: { label: 'macOS (dmg)', platform: 'darwin' },
  win: { label: 'Windows (nsis)', platform: 'win32' },
});

/**
 * @typedef {object} PackagingFacts
 * @property {readonly (keyof typeof TARGETS)[]} targets
 * @property {string} platform of this machine, as Node names it
 * @property {string} node its version
 * @property {boolean} electron whether Electron's binary for this machine is there
 * @property {(tool: string) => boolean} hasTool whether a program is on the path
 */

/** @param {PackagingFacts} facts */
const electronNeed = ({ electron, node }) => {
  if (electron) return null;
  if (nodeIsNewEnough(node)) {
    return 'Electron’s binary is missing. Get it with a network connection by: node node_modules/electron/install.js. Where it lies elsewhere already, name its folder in ELECTRON_OVERRIDE_DIST_PATH.';
  }
  return `Electron’s binary is missing, and its installer needs Node ${INSTALLER_NODE_NAME} or newer; this is Node ${node}. Install a newer Node, then run with a network connection: node node_modules/electron/install.js. Where the binary lies elsewhere already, name its folder in ELECTRON_OVERRIDE_DIST_PATH.`;
};

/**
 * A disk image is made by macOS's own tools, and the installer of Windows writes its uninstaller by running itself.
 * @type {Partial<Record<keyof typeof TARGETS, (facts: PackagingFacts) => string | null>>}
 */
const SYSTEM_NEEDS = {
  mac: ({ platform }) =>
    platform === 'darwin' ? null : 'A dmg can be made on macOS only. Run this command on a Mac.',
  win: ({ platform, hasTool }) =>
    platform === 'win32' || hasTool('wine')
      ? null
      : 'An installer for Windows needs wine where it is not made on Windows. Install wine (Debian: apt-get install wine), or run this command on Windows.',
};

/**
 * What is missing for packages, a sentence each with how to get it; nothing where they can be made.
 * @param {PackagingFacts} facts
 * @returns {string[]}
 */
export const packageNeeds = (facts) =>
  [
    ...facts.targets.map((target) => SYSTEM_NEEDS[target]?.(facts) ?? null),
    electronNeed(facts),
  ].filter((need) => need !== null);

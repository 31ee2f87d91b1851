import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, projectFolder } from './ensure-built.mjs';
import { electronDist, findElectron, presentElectron } from './find-electron.mjs';
import { packageNeeds, TARGETS } from './package-needs.mjs';

/** `npm run package`: makes the desktop app's packages, or says what is missing for that. */

const HELP = `Packages of the desktop app, in the folder release/

  npm run package               for this system
  npm run package -- --linux    AppImage and deb
  npm run package -- --mac      dmg (on macOS only)
  npm run package -- --win      nsis installer (on Windows, or with wine)
  npm run package -- --dir      the app's folder alone, without an installer
  npm run package -- --check    say what is missing, and make nothing
`;

/** @typedef {keyof typeof TARGETS} Target */

/** @param {string} message */
const say = (message) => process.stderr.write(`${message}\n`);

/** @returns {never} */
function refuse(/** @type {string} */ message) {
  say(message);
  process.exit(1);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        linux: { type: 'boolean' },
        mac: { type: 'boolean' },
        win: { type: 'boolean' },
        dir: { type: 'boolean' },
        check: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return refuse(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
  }
}

/** @param {string} tool */
function hasTool(tool) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const names = /** @type {Target[]} */ (Object.keys(TARGETS));
const options = readOptions();
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

/** @type {Target[]} */
const asked = names.filter((name) => options[name]);
const own = names.filter((name) => TARGETS[name].platform === process.platform);
const targets = asked.length > 0 ? asked : own;
if (targets.length === 0) refuse(`There are no packages for ${process.platform}.\n\n${HELP}`);

if (!options.check && presentElectron() === null) findElectron();
const binary = presentElectron();

const missing = packageNeeds({
  targets,
  platform: process.platform,
  node: process.versions.node,
  electron: binary !== null,
  hasTool,
});
if (missing.length > 0) refuse(missing.join('\n'));
if (options.check) {
  say(`Nothing is missing: ${targets.map((target) => TARGETS[target].label).join(', ')}.`);
  process.exit(0);
}

try {
  ensureBuilt();
} catch (error) {
  refuse(/** @type {Error} */ (error).message);
}
const builder = dirname(createRequire(import.meta.url).resolve('electron-builder/package.json'));
for (const target of targets) {
  // The binary that is here already is used for this system; another system's has to be fetched.
  const isOwn = TARGETS[target].platform === process.platform;
  const result = spawnSync(
    process.execPath,
    [
      join(builder, 'cli.js'),
      `--${target}`,
      '--publish',
      'never',
      ...(options.dir ? ['--dir'] : []),
      ...(isOwn ? [`-c.electronDist=${electronDist()}`] : []),
    ],
    { cwd: projectFolder, stdio: 'inherit' },
  );
  if (result.status !== 0) {
    refuse(
      `${TARGETS[target].label}: electron-builder did not finish; its own words stand above. The first time it fetches its tools${isOwn ? '' : ' and the other system’s Electron'}, for which it needs a network connection.`,
    );
  }
}
say(`Done: ${join(projectFolder, 'release')}`);

import { spawn } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, projectFolder } from './ensure-built.mjs';
import { findElectron, hasDisplay } from './find-electron.mjs';

/** `npm start`: the Electron window where it can open, the same app in a browser where it cannot. */

const HELP = `Vanishing Point

  npm start                     open the app
  npm start -- net.vpnet        open it with this project
  npm start -- --browser        in a browser, also where Electron is present
  npm start -- --no-open        print the address only
  npm start -- --port 5200      serve on this port
  npm start -- --folder DIR     let the app browse this folder (may be repeated)
`;

/** @param {string} message */
const say = (message) => process.stderr.write(`${message}\n`);

/** @returns {never} */
function refuse(/** @type {string} */ message) {
  say(message);
  process.exit(1);
}

const MAX_PORT = 65_535;

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        folder: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    return refuse(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
  }
}

const { values, positionals } = readOptions();
const port = Number(values.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
  refuse(`--port must be a whole number from 0 to ${MAX_PORT}, not “${values.port}”.`);
}
for (const folder of values.folder ?? []) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    refuse(`--folder: “${folder}” is no folder.`);
  }
}

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (positionals.length > 1) refuse(`One project at a time, not ${positionals.length}.\n\n${HELP}`);
const project = positionals.length === 0 ? null : findProject(positionals[0]);

/** The path of a project that was named; what is in it, and what is wrong with it, the app says. */
function findProject(/** @type {string} */ name) {
  // npm runs its scripts in the package's folder and says here where the person stood.
  const path = resolve(process.env.INIT_CWD ?? '.', name);
  if (!['.vpnet', '.vprun'].includes(extname(path).toLowerCase())) {
    return refuse(`“${name}” is no project (*.vpnet) and no run (*.vprun).`);
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return refuse(`“${name}” does not exist.`);
  if (!found.isFile()) return refuse(`“${name}” is no file.`);
  return realpathSync(path);
}

/** @returns {Promise<boolean>} whether the window opened; it has closed again then */
function openDesktop() {
  if (!hasDisplay()) {
    say('No display for a window: serving the app to a browser instead.');
    return Promise.resolve(false);
  }
  const found = findElectron();
  if ('reason' in found) {
    say(`No Electron window (${found.reason}): serving the app to a browser instead.`);
    return Promise.resolve(false);
  }
  return new Promise((resolve) => {
    const child = spawn(found.binary, project ? [projectFolder, project] : [projectFolder], {
      stdio: 'inherit',
    });
    child.once('error', (error) => {
      say(`Electron did not start (${error.message}): serving the app to a browser instead.`);
      resolve(false);
    });
    child.once('exit', (code, signal) => {
      const ended = code === 0 || signal === 'SIGINT' || signal === 'SIGTERM';
      if (!ended)
        say(`Electron ended (${signal ?? `code ${code}`}): serving the app to a browser.`);
      resolve(ended);
    });
  });
}

async function serveToBrowser() {
  const entry = pathToFileURL(join(projectFolder, 'dist', 'main', 'server.mjs')).href;
  const { serve, openInBrowser, stopOnSignal } = await import(entry);
  const server = await serve({
    port,
    folders: values.folder,
    project: project ?? undefined,
  }).catch(
    /** @param {NodeJS.ErrnoException} error */ (error) => {
      if (error.code !== 'EADDRINUSE') throw error;
      return refuse(`Port ${port} is taken. Leave --port out to take a free one.`);
    },
  );
  process.stdout.write(`Vanishing Point: ${server.address}\n`);
  stopOnSignal(server);
  if (!values['no-open'] && hasDisplay()) await openInBrowser(server.address);
  else say('Open that address in Chromium, Chrome, Edge or another current browser.');
}

try {
  ensureBuilt();
  if (values.browser || values['no-open'] || !(await openDesktop())) await serveToBrowser();
} catch (error) {
  refuse(/** @type {Error} */ (error).message);
}

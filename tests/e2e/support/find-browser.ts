import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome',
];

const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findInstalled(): string | undefined {
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...FIXED_PLACES].find(isExecutable);
}

function attempt(command: string, commandArguments: readonly string[]): void {
  try {
    process.stderr.write(`No browser yet; trying: ${command} ${commandArguments.join(' ')}\n`);
    execFileSync(command, commandArguments, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    // The next way is tried; only when all have failed is there something to tell.
  }
}

const INSTALLERS: readonly { readonly applies: () => boolean; readonly install: () => void }[] = [
  {
    applies: () => true,
    install: () => attempt('npx', ['playwright', 'install', 'chromium']),
  },
  {
    applies: () => process.getuid?.() === 0 && existsSync('/etc/debian_version'),
    install: () => {
      attempt('apt-get', ['update']);
      attempt('apt-get', ['install', '-y', 'chromium']);
    },
  },
];

/**
 * The browser that the tests drive: Playwright's own, else an installed Chromium, Chrome or Edge, else one that it
 * manages to install. Throws with what to install when every way fails.
 */
export function findBrowser(): string {
  const known = process.env.VANISHING_POINT_BROWSER;
  if (known) return known;
  for (const installer of [undefined, ...INSTALLERS]) {
    if (installer?.applies()) installer.install();
    const found = findInstalled();
    if (found) {
      // Workers inherit the environment, so that the search is made once a run.
      process.env.VANISHING_POINT_BROWSER = found;
      return found;
    }
  }
  throw new Error(
    'No browser for the tests: install Chromium, Chrome or Edge (Debian: apt-get install chromium), or set VANISHING_POINT_BROWSER to its path.',
  );
}

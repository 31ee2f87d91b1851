import open, { apps } from 'open';

/**
 * Shows the address in an installed Chromium, Chrome or Edge (the browsers that the app is tested in), else in the
 * default browser. A machine without any is told the address by whoever called, so failing to open is no error.
 */
export async function openInBrowser(address: string): Promise<void> {
  const candidates = [...[apps.chrome, apps.edge].flat(), 'chromium'];
  for (const name of candidates) {
    if (await tryOpen(() => open(address, { app: { name } }))) return;
  }
  await tryOpen(() => open(address));
}

/** How long a browser that is not there takes to say so. */
const FAILURE_MS = 700;

async function tryOpen(
  start: () => Promise<import('node:child_process').ChildProcess>,
): Promise<boolean> {
  try {
    const child = await start();
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), FAILURE_MS);
      child.once('error', () => {
        clearTimeout(timer);
        resolve(false);
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  } catch {
    return false;
  }
}

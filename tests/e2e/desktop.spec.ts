import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { hasDisplay, presentElectron } from '../../main/launch/find-electron.mjs';
import { trainFirstLab, watchDivergence } from './walks/labs';

const binary = presentElectron();

/** The walks of the server host, in Electron's own window, wherever its binary is installed. */
for (const [name, walk] of Object.entries({ trainFirstLab, watchDivergence })) {
  test(`DESK-E2E-1: the desktop window does what the browser window does: ${name}`, async () => {
    test.skip(binary === null, 'Electron’s binary is not installed on this machine.');
    test.skip(!hasDisplay(), 'There is no display for Electron’s window.');
    const home = mkdtempSync(join(tmpdir(), 'vanishing-point-'));
    const app = await _electron.launch({
      executablePath: binary ?? undefined,
      args: ['.', '--lang=en-US'],
      env: { ...process.env, VANISHING_POINT_HOME: home },
    });
    try {
      const page = await app.firstWindow();
      expect(await page.evaluate(() => 'vanishingPoint' in window)).toBe(true);
      await walk(page);
    } finally {
      await app.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
}

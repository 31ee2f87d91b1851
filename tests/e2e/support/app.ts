import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/** A real host, started by the README's command. */
export interface RunningHost {
  readonly address: string;
  /** As a power cut would: nothing is written any more. */
  kill(): Promise<void>;
}

const ADDRESS = /(http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/;

async function startHost(home: string, project: readonly string[] = []): Promise<RunningHost> {
  const command = ['main/launch/start.mjs', '--no-open', ...project];
  const child: ChildProcess = spawn(process.execPath, command, {
    env: { ...process.env, VANISHING_POINT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    const listen = (line: string) => {
      said.push(line);
      const match = ADDRESS.exec(line);
      if (match) resolve(match[1]);
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', listen);
    }
    child.once('exit', (code) =>
      reject(new Error(`the host ended with ${code}: ${said.join('\n')}`)),
    );
  });
  return {
    address,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface AppFixture {
  readonly page: Page;
  /** The app's own folder: settings, drafts, runs, projects. */
  readonly home: string;
  host(): RunningHost;
  /** Kills the host without warning and starts another on the same files, with a project if one is named; the page is on it then. */
  restart(project?: string): Promise<void>;
}

/** A fresh app for each test: a host, an empty home, a page that must not break its security policy or throw. */
export const test = base.extend<{ app: AppFixture }>({
  app: async ({ page }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'vanishing-point-'));
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // A policy violation is reported as a console error by the browser.
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) {
        faults.push(message.text());
      }
    });
    page.on('dialog', (dialog) => void dialog.accept());
    let host = await startHost(home);
    await page.goto(host.address);
    await use({
      page,
      home,
      host: () => host,
      async restart(project) {
        await host.kill();
        host = await startHost(home, project === undefined ? [] : [project]);
        await page.goto(host.address);
      },
    });
    await host.kill();
    rmSync(home, { recursive: true, force: true });
    expect(faults).toEqual([]);
  },
});

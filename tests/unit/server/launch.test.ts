import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { openSocket, repository } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

const START = join(repository, 'main', 'launch', 'start.mjs');

/** A machine without a display and with a home of the test's own. */
function environment(): NodeJS.ProcessEnv {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  return { ...rest, VANISHING_POINT_HOME: scratchFolder() };
}

test.skipIf(process.platform !== 'linux')(
  'HOST-6: npm start without a display says so in one line, prints the address and serves until told to stop',
  async () => {
    const child = spawn(process.execPath, [START], { env: environment() });
    onTestFinished(() => void child.kill('SIGKILL'));
    let errors = '';
    child.stderr.on('data', (text: Buffer) => {
      errors += text;
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const address = /http:\S+/.exec(line.toString())?.[0] ?? '';
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    expect(errors).toMatch(/^No display for a window: serving the app to a browser instead\.$/m);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  },
);

test('HOST-7: a project named at the start opens in the first page that listens, wherever it lies', async () => {
  const folder = scratchFolder();
  const file = join(folder, 'net.vpnet');
  writeFileSync(file, serializeProject(createDocument('net')));
  const child = spawn(process.execPath, [START, 'net.vpnet', '--no-open'], {
    env: { ...environment(), INIT_CWD: folder },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const address = /http:\S+/.exec(line.toString())?.[0] ?? '';
  const client = await openSocket({ address, port: Number(new URL(address).port) });
  await client.call('app.setMenu', { locale: 'en', menus: [] });
  await client.call('app.setMenu', { locale: 'en', menus: [] });
  const asked = client.events.filter(({ name }) => name === 'app.command');
  expect(asked).toMatchObject([{ event: { command: 'file.openHandle' } }]);
  const { argument } = asked[0].event as { argument: string };
  const opened = await client.call('projects.open', { handle: argument });
  expect(opened?.value).toMatchObject({ location: realpathSync(file), readOnly: null });

  const second = await openSocket({ address, port: Number(new URL(address).port) });
  await second.call('app.setMenu', { locale: 'en', menus: [] });
  expect(second.events.filter(({ name }) => name === 'app.command')).toEqual([]);
});

test('HOST-6: wrong flags and a taken port are refused in words', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const cases: [string[], string][] = [
    [['--port', 'abc'], 'whole number'],
    [['--port', '70000'], 'whole number'],
    [['--folder', '/no/such/folder'], 'is no folder'],
    [['--nonsense'], '--nonsense'],
    [['absent.vpnet'], '“absent.vpnet” does not exist'],
    [['package.json'], '“package.json” is no project'],
    [['one.vpnet', 'two.vpnet'], 'One project at a time'],
    [['--port', String(port), '--no-open'], 'is taken'],
  ];
  for (const [flags, words] of cases) {
    const { status, stderr, stdout } = spawnSync(process.execPath, [START, ...flags], {
      env: environment(),
      encoding: 'utf8',
    });
    expect(status, flags.join(' ')).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
  }
});

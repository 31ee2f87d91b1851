import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { DROP_CHANNEL } from '../../../main/desktop/channels';
import { startDesktop } from '../../../main/desktop/desktop';
import { fileArgument } from '../../../main/desktop/file-arguments';
import { mayOpenOutside } from '../../../main/desktop/guards';
import { placeWindow, readWindowState } from '../../../main/desktop/window-state';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { scratchFolder } from '../../support/scratch';
import { FakeWindow, fakeElectron } from './fake-electron';
import { MENUS, type Started, start } from './start-desktop';

describe('DESK-1: the window', () => {
  test('is sandboxed, isolated, without Node, and loads the page alone', async () => {
    const { fake, window } = await start();
    expect(fake.app.sandboxed).toBe(true);
    expect(window.address).toBe('app://vanishing-point/');
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      preload: '/preload.cjs',
    });
    expect(fake.schemes).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ]);
    expect(fake.schemes[0].privileges).not.toHaveProperty('bypassCSP');
  });

  test('stays on its page: navigation, frames, new windows and webviews are denied', async () => {
    const { fake, window } = await start();
    const { webContents } = window;
    for (const address of [
      'https://evil.example/',
      'file:///etc/passwd',
      'app://other/',
      'app://vanishing-point/other.html',
      'javascript:alert(1)',
      'data:text/html,x',
    ]) {
      for (const kind of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
        expect(webContents.navigate(kind, address), `${kind} ${address}`).toBe(true);
      }
      expect(webContents.openHandler({ url: address })).toEqual({ action: 'deny' });
    }
    expect(webContents.navigate('will-navigate', 'app://vanishing-point/#part')).toBe(false);
    expect(webContents.navigate('will-attach-webview', '')).toBe(true);
    expect(fake.outside).toEqual([]);
    webContents.openHandler({ url: 'https://arxiv.org/abs/1502.01852' });
    expect(fake.outside).toEqual(['https://arxiv.org/abs/1502.01852']);
  });

  test('grants no permission but writing to the clipboard', async () => {
    const { fake } = await start();
    for (const permission of ['media', 'geolocation', 'notifications', 'hid', 'clipboard-read']) {
      let granted: boolean | null = null;
      fake.permissions.request?.(null, permission, (ok) => {
        granted = ok;
      });
      expect(granted).toBe(false);
      expect(fake.permissions.check?.(null, permission)).toBe(false);
    }
    expect(fake.permissions.check?.(null, 'clipboard-sanitized-write')).toBe(true);
  });

  test('stands where it was left, unless that display is gone', async () => {
    const { home, window } = await start();
    window.emit('close');
    const state = readWindowState(join(home, 'config', 'window.json'));
    expect(state).toEqual({
      bounds: { x: 20, y: 30, width: 1_000, height: 700 },
      maximized: false,
    });
    const here = { x: 0, y: 0, width: 1_920, height: 1_080 };
    expect(placeWindow(state, [here])).toMatchObject({ x: 20, y: 30, width: 1_000 });
    const gone = placeWindow(state, [{ ...here, x: 5_000 }]);
    expect(gone).not.toHaveProperty('x');
    writeFileSync(join(home, 'config', 'window.json'), '{"bounds":{"x":"far"}}');
    expect(readWindowState(join(home, 'config', 'window.json')).bounds).toBeNull();
  });

  test('that crashed offers to reload, and its draft to be restored', async () => {
    const { call, desktop, fake, window } = await start();
    const document = createDocument('work');
    await call('drafts.write', { draft: 'd', handle: null, document });
    expect(await call('drafts.list', {})).toEqual({ ok: true, value: [] });
    window.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    await Promise.resolve();
    expect(fake.asked[0].message).toBe('窗口已停止工作。');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(window.webContents.reloads).toBe(1);
    const drafts = await desktop.services.answer('drafts.list', {}, 0, 'next');
    expect(drafts).toMatchObject({ ok: true, value: [{ draft: 'd' }] });
  });

  test('with unsaved work asks its page before it closes', async () => {
    const { window } = await start();
    window.webContents.emit('will-prevent-unload');
    expect(window.webContents.commands).toEqual([{ command: 'app.close', argument: null }]);
  });
});

describe('DESK-6: the app without windows', () => {
  test('ends, but stays on macOS, where one quits by one’s own word', async () => {
    for (const [platform, quits] of [
      ['linux', 1],
      ['win32', 1],
      ['darwin', 0],
    ] as const) {
      const { fake } = await start({ platform });
      fake.app.emit('window-all-closed');
      expect(fake.app.quits, platform).toBe(quits);
    }
  });

  test('ends on macOS too where the person quit, unless they took that back', async () => {
    const { call, fake } = await start({ platform: 'darwin' });
    fake.app.emit('before-quit');
    // Unsaved work was asked about, and the person kept the window.
    await call('app.stay', {});
    fake.app.emit('window-all-closed');
    expect(fake.app.quits).toBe(0);
    fake.app.emit('before-quit');
    fake.app.emit('window-all-closed');
    expect(fake.app.quits).toBe(1);
  });
});

describe('DESK-2: calls', () => {
  test('of the page are answered by the same services as on the server', async () => {
    const { call } = await start();
    expect(await call('app.info', {})).toEqual({
      ok: true,
      value: {
        version: '1.2.3',
        host: 'desktop',
        platform: process.platform,
        nativeDialogs: true,
        updates: false,
        locale: 'zh-CN',
      },
    });
  });

  test('of any other frame or page are refused', async () => {
    const { call, window } = await start();
    const foreign = [null, { url: 'app://vanishing-point/' }, { url: 'https://evil.example/' }];
    for (const frame of foreign) {
      expect(await call('settings.read', {}, frame)).toMatchObject({
        ok: false,
        failure: { kind: 'foreign-sender' },
      });
    }
    for (const url of ['https://evil.example/', 'file:///x', 'app://other/', 'about:blank', '']) {
      window.webContents.mainFrame.url = url;
      expect(await call('settings.read', {})).toMatchObject({
        failure: { kind: 'foreign-sender' },
      });
    }
  });

  test('with junk are refused by name', async () => {
    const { call } = await start();
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expect(await call('nothing', {})).toMatchObject({ failure: { kind: 'unknown-call' } });
    expect(await call('projects.open', { handle: 5 })).toMatchObject({
      failure: { kind: 'invalid-input' },
    });
    expect(await call('projects.open', cyclic)).toMatchObject({
      failure: { kind: 'input-too-large' },
    });
    expect(await call('projects.open', { handle: 'x'.repeat(100_000) })).toMatchObject({
      failure: { kind: 'input-too-large' },
    });
  });

  test('choose files in the system’s dialogs, anywhere on the disk', async () => {
    const { call, fake, home } = await start();
    expect(await call('projects.pickOpen', {})).toEqual({ ok: true, value: null });
    fake.chosen = join(home, 'anywhere');
    const saved = (await call('projects.pickSave', { name: 'x' })) as {
      value: { handle: string };
    };
    const { handle } = saved.value;
    const document = createDocument('chosen');
    expect(await call('projects.save', { handle, document })).toMatchObject({ ok: true });
    expect(readFileSync(join(home, 'anywhere.vpnet'), 'utf8')).toBe(serializeProject(document));
    fake.chosen = join(home, 'chart.csv');
    const content = new TextEncoder().encode('1,2');
    expect(await call('files.export', { name: 'chart.csv', content })).toEqual({
      ok: true,
      value: { location: join(home, 'chart.csv') },
    });
  });
});

describe('DESK-3: the page’s files', () => {
  const ask = async ({ fake }: Started, address: string, method = 'GET'): Promise<Response> =>
    (await fake.handlers.get('app')?.(new Request(address, { method }))) as Response;

  test('come with a strict policy', async () => {
    const started = await start();
    const page = await ask(started, 'app://vanishing-point/');
    expect(await page.text()).toBe('<title>page</title>');
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const script = await ask(started, 'app://vanishing-point/assets/index.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
  });

  test.each([
    ['app://vanishing-point/../secret.json', 404],
    ['app://vanishing-point/..%2fsecret.json', 404],
    ['app://vanishing-point/%2e%2e%2fsecret.json', 404],
    ['app://vanishing-point/..%5csecret.json', 404],
    ['app://vanishing-point/%00', 404],
    ['app://vanishing-point/assets', 404],
    ['app://other/index.html', 403],
  ])('%s is refused', async (address, status) => {
    expect((await ask(await start(), address)).status).toBe(status);
  });

  test('are read, not written', async () => {
    expect((await ask(await start(), 'app://vanishing-point/', 'POST')).status).toBe(405);
  });
});

describe('DESK-4: files from the system', () => {
  test('given at the start are opened once the page listens', async () => {
    const home = scratchFolder();
    writeFileSync(join(home, 'given.vpnet'), serializeProject(createDocument('given')));
    const { call, window } = await start({ home, commandLine: ['--flag', 'given.vpnet'] });
    expect(window.webContents.commands).toEqual([]);
    await call('app.setMenu', { locale: 'zh', menus: MENUS });
    const [asked] = window.webContents.commands as { command: string; argument: string }[];
    expect(asked.command).toBe('file.openHandle');
    const opened = await call('projects.open', { handle: asked.argument });
    expect(opened).toMatchObject({ ok: true, value: { document: { name: 'given' } } });
  });

  test('are runs too, which the page opens in its own way', async () => {
    const home = scratchFolder();
    writeFileSync(join(home, 'kept.VPRUN'), '');
    const { call, window } = await start({ home, commandLine: ['kept.VPRUN'] });
    await call('app.setMenu', { locale: 'zh', menus: MENUS });
    const [asked] = window.webContents.commands as { command: string; argument: string }[];
    expect(asked.command).toBe('run.openHandle');
    const taken = await call('runs.takeIn', { file: asked.argument, draft: 'd' });
    expect(taken).toMatchObject({ ok: false, failure: { kind: 'not-a-run' } });
  });

  test('given later, by a second instance or the system, come to the window in front', async () => {
    const { call, fake, home, window } = await start();
    await call('app.setMenu', { locale: 'zh', menus: MENUS });
    writeFileSync(join(home, 'later.vpnet'), serializeProject(createDocument('later')));
    fake.app.emit('second-instance', {}, ['app', 'later.vpnet'], home);
    fake.app.emit('open-file', { preventDefault: () => undefined }, join(home, 'later.vpnet'));
    expect(window.webContents.commands).toHaveLength(2);
    expect(window.focused).toBeGreaterThan(0);
    fake.app.emit('second-instance', {}, ['app'], home);
    expect(window.webContents.commands).toHaveLength(2);
    expect(FakeWindow.opened).toHaveLength(1);
  });

  test('dropped on the page open where they lie; what is none of ours, or another frame’s, does not', async () => {
    const { call, fake, home, window } = await start();
    await call('app.setMenu', { locale: 'en', menus: MENUS });
    const file = join(home, 'dropped.vpnet');
    writeFileSync(file, serializeProject(createDocument('dropped')));
    const { webContents } = window;
    const drop = (path: unknown, senderFrame: unknown = webContents.mainFrame) =>
      fake.handlers.get(DROP_CHANNEL)?.({ sender: webContents, senderFrame }, path);
    for (const path of ['', 'dropped.vpnet', join(home, 'secret.json'), home, 7, null]) {
      expect(drop(path), String(path)).toBe(false);
    }
    expect(drop(file, { url: 'https://evil.example/' })).toBe(false);
    expect(webContents.commands).toEqual([]);
    expect(drop(file)).toBe(true);
    const [asked] = webContents.commands as { command: string; argument: string }[];
    expect(asked.command).toBe('file.openHandle');
    const opened = await call('projects.open', { handle: asked.argument });
    expect(opened).toMatchObject({ value: { location: file, document: { name: 'dropped' } } });
  });

  test('a second instance hands over and ends', async () => {
    const fake = fakeElectron({ first: false });
    const desktop = await startDesktop({
      electron: fake.electron,
      pageFolder: '',
      resources: '',
      preload: '',
      commandLine: [],
      workingFolder: '',
    });
    expect(desktop).toBeNull();
    expect(fake.app.quits).toBe(1);
    expect(FakeWindow.opened).toEqual([]);
  });

  test('are project files that exist, whatever a link pretends', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'a.vpnet'), '');
    writeFileSync(join(folder, 'secret.txt'), '');
    mkdirSync(join(folder, 'folder.vpnet'));
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'link.vpnet'));
    const argument = (name: string) => fileArgument(['app', name], folder);
    expect(argument('a.vpnet')).toBe(join(folder, 'a.vpnet'));
    for (const name of ['secret.txt', 'folder.vpnet', 'link.vpnet', 'none.vpnet', '--a.vpnet']) {
      expect(argument(name), name).toBeNull();
    }
  });
});

test.each([
  ['https://arxiv.org/abs/1', true],
  ['https://d2l.ai/', true],
  ['http://arxiv.org/abs/1', false],
  ['https://arxiv.org.evil.example/', false],
  ['https://user@arxiv.org/', false],
  ['https://arxiv.org:8443/', false],
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['', false],
])('DESK-1: %j may be opened outside: %s', (address, allowed) => {
  expect(mayOpenOutside(address)).toBe(allowed);
});

test('DESK-6: the app ends after its runs are written', async () => {
  const { fake } = await start();
  let prevented = 0;
  const event = {
    preventDefault: () => {
      prevented += 1;
    },
  };
  fake.app.emit('will-quit', event);
  expect(prevented).toBe(1);
  await vi.waitFor(() => expect(fake.app.quits).toBe(1));
  fake.app.emit('will-quit', event);
  expect(prevented).toBe(1);
});

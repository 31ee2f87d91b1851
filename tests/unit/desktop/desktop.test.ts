import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CALL_CHANNEL } from '../../../main/desktop/channels';
import { type Desktop, startDesktop } from '../../../main/desktop/desktop';
import { mayOpenOutside } from '../../../main/desktop/guards';
import { acceleratorOf, menuTemplate } from '../../../main/desktop/menu';
import { projectArgument } from '../../../main/desktop/project-arguments';
import { placeWindow, readWindowState } from '../../../main/desktop/window-state';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { LABS } from '../../../shared/labs';
import type { RunPhase, TrainerCommand } from '../../../shared/telemetry/protocol';
import { scratchFolder } from '../../support/scratch';
import { type FakeElectron, FakeWindow, fakeElectron } from './fake-electron';

interface Started {
  readonly fake: FakeElectron;
  readonly desktop: Desktop;
  readonly home: string;
  readonly window: FakeWindow;
  /** A call as the page's preload script makes it. */
  call(name: string, input: unknown, frame?: unknown): Promise<Record<string, unknown>>;
}

async function start(options: { commandLine?: string[]; home?: string } = {}): Promise<Started> {
  const fake = fakeElectron();
  const home = options.home ?? scratchFolder();
  const pageFolder = join(home, 'page');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<title>page</title>');
  writeFileSync(join(pageFolder, 'assets', 'index.js'), 'void 0;');
  writeFileSync(join(home, 'secret.json'), '{}');
  const desktop = await startDesktop({
    electron: fake.electron,
    pageFolder,
    preload: '/preload.cjs',
    commandLine: ['electron', ...(options.commandLine ?? [])],
    workingFolder: home,
    home,
  });
  if (!desktop) throw new Error('the first instance did not start');
  onTestFinished(() => desktop.services.close());
  const window = FakeWindow.opened[0];
  const contents = window.webContents;
  return {
    fake,
    desktop,
    home,
    window,
    call: (name, input, frame = contents.mainFrame) =>
      fake.handlers.get(CALL_CHANNEL)?.(
        { sender: contents, senderFrame: frame },
        name,
        input,
      ) as Promise<Record<string, unknown>>,
  };
}

const MENUS = [
  {
    group: 'file',
    label: '文件',
    items: [
      { command: 'file.save', label: '保存', shortcut: 'Mod+S', worksInFields: true },
      { command: 'file.new', label: '新建', shortcut: null, worksInFields: true },
    ],
  },
];

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
    await call('app.setMenu', { menus: MENUS });
    const [asked] = window.webContents.commands as { command: string; argument: string }[];
    expect(asked.command).toBe('file.openHandle');
    const opened = await call('projects.open', { handle: asked.argument });
    expect(opened).toMatchObject({ ok: true, value: { document: { name: 'given' } } });
  });

  test('given later, by a second instance or the system, come to the window in front', async () => {
    const { call, fake, home, window } = await start();
    await call('app.setMenu', { menus: MENUS });
    writeFileSync(join(home, 'later.vpnet'), serializeProject(createDocument('later')));
    fake.app.emit('second-instance', {}, ['app', 'later.vpnet'], home);
    fake.app.emit('open-file', { preventDefault: () => undefined }, join(home, 'later.vpnet'));
    expect(window.webContents.commands).toHaveLength(2);
    expect(window.focused).toBeGreaterThan(0);
    fake.app.emit('second-instance', {}, ['app'], home);
    expect(window.webContents.commands).toHaveLength(2);
    expect(FakeWindow.opened).toHaveLength(1);
  });

  test('a second instance hands over and ends', async () => {
    const fake = fakeElectron({ first: false });
    const desktop = await startDesktop({
      electron: fake.electron,
      pageFolder: '',
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
    const argument = (name: string) => projectArgument(['app', name], folder);
    expect(argument('a.vpnet')).toBe(join(folder, 'a.vpnet'));
    for (const name of ['secret.txt', 'folder.vpnet', 'link.vpnet', 'none.vpnet', '--a.vpnet']) {
      expect(argument(name), name).toBeNull();
    }
  });
});

describe('DESK-5: the menu bar', () => {
  test('is made from the page’s commands and asks the page to do them', async () => {
    const { call, fake, window } = await start();
    await call('app.setMenu', { menus: MENUS });
    const [menu] = fake.menus;
    const file = menu.find(({ label }) => label === '文件');
    file?.submenu?.[0].click?.();
    expect(window.webContents.commands).toEqual([{ command: 'file.save', argument: null }]);
  });

  test.each([
    ['Mod+S', 'CommandOrControl+S'],
    ['Mod+Shift+S', 'CommandOrControl+Shift+S'],
    ['Mod++', 'CommandOrControl+Plus'],
    ['Alt+N', 'Alt+N'],
    ['Mod+ArrowUp', 'CommandOrControl+Up'],
    ['Delete', undefined],
    ['/', undefined],
    ['?', undefined],
    [null, undefined],
  ])('writes %s as %s', (shortcut, accelerator) => {
    expect(acceleratorOf(shortcut)).toBe(accelerator);
  });

  test('on macOS keeps copy and undo working in text fields', () => {
    const menus = [
      {
        group: 'edit',
        label: 'Edit',
        items: [{ command: 'edit.copy', label: 'Copy', shortcut: 'Mod+C', worksInFields: false }],
      },
    ];
    const template = menuTemplate(menus, true, () => undefined);
    const edit = template.find(({ label }) => label === 'Edit');
    const items = edit?.submenu as { role?: string; accelerator?: string }[];
    expect(items[0].accelerator).toBeUndefined();
    expect(items.map(({ role }) => role)).toEqual(expect.arrayContaining(['copy', 'undo']));
    expect(template[0].role).toBe('appMenu');
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

describe('DESK-7: a run on the graphics device', () => {
  /** Starts a GPU run and finds the hidden window that it opened. */
  async function startRun() {
    const started = await start();
    const document = LABS[0].document('en');
    const training = { ...document.training, backend: 'webgl' };
    const answer = await started.call('training.start', {
      document: { ...document, training },
      project: null,
      paused: false,
    });
    const { run } = answer.value as { run: string };
    const hidden = FakeWindow.opened[1];
    const commands = () =>
      hidden.webContents.sent
        .filter(({ name }) => name === 'trainer.command')
        .map(({ event }) => event as { trainer: string; command: TrainerCommand });
    /** What the page in a window says of the trainer. */
    const report = async (window: FakeWindow, event: unknown) => {
      const { mainFrame } = window.webContents;
      const said = (await started.fake.handlers.get(CALL_CHANNEL)?.(
        { sender: window.webContents, senderFrame: mainFrame },
        'trainer.report',
        { trainer: commands()[0].trainer, event },
      )) as { ok: boolean; value?: { known: boolean } };
      return said.value?.known ?? null;
    };
    const job = () => started.desktop.services.supervisor.job(run);
    const state = (phase: RunPhase) => ({
      type: 'state',
      state: { ...job()?.state, phase, backend: 'webgl' },
    });
    return { ...started, hidden, commands, report, job, state };
  }

  test('trains in a hidden sandboxed window, told what to do once its page listens', async () => {
    const { hidden, commands, report, job, state, window } = await startRun();
    expect(hidden.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    expect(hidden.address).toBe('app://vanishing-point/trainer.html');
    expect(commands()).toEqual([]);
    hidden.webContents.emit('did-finish-load');
    expect(commands()[0].command).toMatchObject({
      type: 'start',
      document: { training: { backend: 'webgl' } },
    });
    expect(await report(hidden, state('running'))).toBe(true);
    expect(job()?.state.phase).toBe('running');
    expect(await report(window, state('failed'))).toBe(false);
    expect(await report(hidden, { type: 'state', state: { phase: 'flying' } })).toBe(null);
    expect(job()?.state.phase).toBe('running');
    // Neither the main window's trainers nor other runs' numbers are this window's business.
    expect(hidden.webContents.sent.every(({ name }) => name.startsWith('trainer.'))).toBe(true);
    expect(window.webContents.sent.some(({ name }) => name === 'trainer.command')).toBe(false);
    expect(await report(hidden, state('finished'))).toBe(true);
    expect(hidden.destroyed).toBe(true);
  });

  test('ends in words where its window crashes', async () => {
    const { hidden, report, job, state } = await startRun();
    hidden.webContents.emit('did-finish-load');
    await report(hidden, state('running'));
    hidden.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(job()?.state.phase).toBe('failed');
    expect(job()?.state.failure?.message.en).toContain('window');
    expect(hidden.destroyed).toBe(true);
  });

  test.skipIf(process.platform === 'darwin')(
    'is stopped when the last window that one sees is closed',
    async () => {
      const { hidden, commands, report, job, state, window } = await startRun();
      hidden.webContents.emit('did-finish-load');
      await report(hidden, state('running'));
      window.destroy();
      expect(commands().at(-1)?.command).toEqual({ type: 'stop' });
      await report(hidden, state('stopped'));
      expect(job()?.state.phase).toBe('stopped');
      expect(hidden.destroyed).toBe(true);
    },
  );
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

import { EventEmitter } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CALL_CHANNEL } from '../../../main/desktop/channels';
import { type Desktop, startDesktop } from '../../../main/desktop/desktop';
import { scratchFolder } from '../../support/scratch';
import { type FakeElectron, FakeWindow, fakeElectron } from './fake-electron';

export interface Started {
  readonly fake: FakeElectron;
  readonly desktop: Desktop;
  readonly home: string;
  /** Errors that nobody caught are emitted here. */
  readonly processEvents: EventEmitter;
  readonly window: FakeWindow;
  /** A call as the page's preload script makes it. */
  call(name: string, input: unknown, frame?: unknown): Promise<Record<string, unknown>>;
}

/** The desktop host on a fake of Electron, closed after the test. */
export async function start(
  options: { commandLine?: string[]; home?: string; platform?: NodeJS.Platform } = {},
): Promise<Started> {
  const fake = fakeElectron();
  const processEvents = new EventEmitter();
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
    resources: home,
    processEvents,
    platform: options.platform,
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
    processEvents,
    window,
    call: (name, input, frame = contents.mainFrame) =>
      fake.handlers.get(CALL_CHANNEL)?.(
        { sender: contents, senderFrame: frame },
        name,
        input,
      ) as Promise<Record<string, unknown>>,
  };
}

/** A command as the page names it in its menus. */
export const item = (command: string, label: string) => ({
  command,
  label,
  shortcut: null,
  worksInFields: true,
  checked: null,
});

export const MENUS = [
  {
    group: 'file',
    label: '文件',
    items: [{ ...item('file.save', '保存'), shortcut: 'Mod+S' }, item('file.new', '新建')],
  },
];

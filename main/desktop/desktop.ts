import { isAbsolute, join } from 'node:path';
import type { Locale } from '../../shared/text/text';
import { openAppFolders } from '../services/app-folders';
import { createServices, type Services } from '../services/services';
import type { ProcessEvents } from '../services/watch-process';
import { TrainingSupervisor } from '../training/supervisor';
import { answerCalls, answerDrops } from './calls';
import { PAGE_SCHEME } from './channels';
import { recordGone, startReporter, watchCrashes } from './crashes';
import { nativeDialogs } from './dialogs';
import type { ElectronParts } from './electron-parts';
import { fileArgument, filePathOf } from './file-arguments';
import { denyPermissions } from './guards';
import { answerPageRequest, registerPageScheme } from './page-protocol';
import { nativeRecent } from './recent-documents';
import { utilityLauncher } from './trainer-launcher';
import { hiddenWindowLauncher } from './trainer-window';
import { feedAddress, Updates } from './updates';
import { MainWindow } from './windows';
import { desktopWords } from './words';
import { WorkWatch } from './work-watch';

/** As in electron-builder.yml. */
const APP_ID = 'net.vanishing-point.app';

export interface DesktopOptions {
  readonly electron: ElectronParts;
  /** Folder of the page's build. */
  readonly pageFolder: string;
  readonly preload: string;
  /** Of this program and of the trainer; see `trainerFile`. */
  readonly trainer?: string;
  /** Folder of what a package brings beside the app. */
  readonly resources: string;
  readonly commandLine: readonly string[];
  readonly workingFolder: string;
  /** As Node names it; that of this machine without it. */
  readonly platform?: NodeJS.Platform;
  /** Where errors that nobody caught arrive; Node's own `process` without it. */
  readonly processEvents?: ProcessEvents;
  /** Everything of the app's own under this folder, for tests. */
  readonly home?: string;
}

/** What runs once the app is ready; tests hold on to it. */
export interface Desktop {
  readonly services: Services;
  readonly window: MainWindow;
}

/**
 * Starts the desktop host. Resolves with null where another instance already runs: that one shows itself, with the
 * file that this one was asked to open. Everything up to the first `await` must happen before Electron is ready.
 */
export async function startDesktop(options: DesktopOptions): Promise<Desktop | null> {
  const { electron, commandLine, workingFolder } = options;
  const { app } = electron;
  // Windows shows notes of the system, and groups windows, by this name, which is the package's.
  app.setAppUserModelId(APP_ID);
  app.enableSandbox();
  registerPageScheme(electron.protocol);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  startReporter(electron, openAppFolders({ home: options.home }).crashes);
  let openLater: string | null = fileArgument(commandLine, workingFolder);
  let openNow: ((path: string) => void) | null = null;
  const open = (path: string | null): void => {
    if (!path) return;
    if (openNow) openNow(path);
    else openLater = path;
  };
  // macOS hands files over by an event that may come before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(filePathOf(path, workingFolder));
  });

  await app.whenReady();
  const desktop = assemble(options);
  const { services, window } = desktop;
  app.on('second-instance', (_event, otherCommandLine, otherFolder) => {
    window.focus();
    open(fileArgument(otherCommandLine, otherFolder));
  });
  app.on('activate', () => window.open());
  endWithWork(electron, services);
  window.open();
  openNow = (path) => window.openFile(path);
  open(openLater);
  return desktop;
}

function assemble(options: DesktopOptions): Desktop {
  const { electron, pageFolder, preload, home, platform = process.platform } = options;
  let quitting = false;
  denyPermissions(electron.session.defaultSession);
  electron.protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(pageFolder, request));
  const locale = (): Locale => (electron.app.getLocale().startsWith('zh') ? 'zh' : 'en');
  const window = new MainWindow({
    electron,
    preload,
    stateFile: join(openAppFolders({ home }).config, 'window.json'),
    locale,
  });
  const updates = new Updates({
    autoUpdater: () => electron.autoUpdater,
    feed: feedAddress(options.resources),
    platform,
    ready: () => {
      const words = desktopWords[window.locale];
      window.announce(words.updateReady, words.updateReadyDetail);
    },
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const services: Services = createServices({
    host: 'desktop',
    version: electron.app.getVersion(),
    locale: electron.app.getLocale(),
    updates: updates.possible,
    dialogs: nativeDialogs(electron),
    windows: window,
    recentDocuments: nativeRecent(electron.app),
    supervisor: new TrainingSupervisor({
      launcher: utilityLauncher(electron, options.trainer),
      gpuLauncher: () => hiddenWindowLauncher(electron, preload, services),
    }),
    home,
  });
  const stopWatching = watchCrashes(electron, services.crashes, options.processEvents);
  electron.app.once('quit', stopWatching);
  const work = new WorkWatch(
    {
      setProgress: (bar) => window.setProgress(bar),
      isInFront: () => window.isInFront(),
      announce: (title, body) => window.announce(title, body),
      wantsAnnouncements: async () => (await services.settings.read()).noticeOfEnd,
      locale: () => window.locale,
    },
    (run) => services.isTwin(run),
  );
  window.connect({
    windowFocused: () => work.seen(),
    // Who kept unsaved work did not want to quit; closing the window later must not end an app of macOS.
    windowStays: () => {
      quitting = false;
    },
    pageCrashed: (details) => recordGone(services.crashes, 'window', details),
    clientGone: (client) => services.clientGone(client),
    grantFile: (path) => services.handles.grant(path),
    // The hidden windows of runs would keep an app alive that nobody sees any more.
    windowClosed: () => {
      if (platform !== 'darwin') void services.supervisor.stopAll();
    },
  });
  services.onEvent((name, event) => {
    window.tell(name, event);
    work.receive(name, event);
  });
  answerCalls(electron.ipcMain, services);
  answerDrops(electron.ipcMain, (dropped) => {
    const path = isAbsolute(dropped) ? filePathOf(dropped, '') : null;
    if (path) window.openFile(path);
    return path !== null;
  });
  void services.settings.read().then((settings) => updates.look(settings.updates));
  electron.app.on('before-quit', () => {
    quitting = true;
  });
  electron.app.on('window-all-closed', () => {
    // On macOS an app stays without windows, unless the person asked it to quit.
    if (quitting || platform !== 'darwin') electron.app.quit();
  });
  return { services, window };
}

/** Before the app ends, runs are stopped and written. */
function endWithWork({ app }: ElectronParts, services: Services): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void services.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

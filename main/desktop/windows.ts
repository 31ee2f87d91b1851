import type { BrowserWindow, RenderProcessGoneDetails, WebContents } from 'electron';
import type { HostStreamName } from '../../shared/host';
import type { NativeMenu } from '../../shared/host-data';
import type { Locale } from '../../shared/text/text';
import type { NativeWindows } from '../services/dialogs';
import { commandThatOpens } from '../services/opened-file';
import { clientOf } from './calls';
import { EVENT_CHANNEL, PAGE_ADDRESS } from './channels';
import type { ElectronParts } from './electron-parts';
import { guardContents } from './guards';
import { menuTemplate } from './menu';
import { placeWindow, readWindowState, writeWindowState } from './window-state';
import { desktopWords } from './words';
import type { BarState } from './work-progress';

/** What the window needs of the services. */
export interface WindowServices {
  clientGone(client: string): void;
  grantFile(path: string): string;
  windowClosed(): void;
  windowStays(): void;
  pageCrashed(details: RenderProcessGoneDetails): void;
  /** The person turns to it. */
  windowFocused(): void;
}

export interface WindowOptions {
  readonly electron: ElectronParts;
  readonly preload: string;
  readonly stateFile: string;
  /** Of the system; the page says which one the person chose. */
  readonly locale: () => Locale;
}

/** The app's one window: where it stands, what its page may be asked, and when it may close. */
export class MainWindow implements NativeWindows {
  private window: BrowserWindow | null = null;
  private services: WindowServices | null = null;
  /** True once the page listens to commands; what is asked before waits. */
  private pageReady = false;
  private waitingFile: string | null = null;
  private chosenLocale: Locale | null = null;

  constructor(private readonly options: WindowOptions) {}

  /** Windows and services need each other; the services come second. */
  connect(services: WindowServices): void {
    this.services = services;
  }

  open(): void {
    if (this.window) {
      this.window.focus();
      return;
    }
    const { electron, preload, stateFile } = this.options;
    const state = readWindowState(stateFile);
    const displays = electron.screen.getAllDisplays().map((display) => display.workArea);
    const window = new electron.BrowserWindow({
      ...placeWindow(state, displays),
      show: false,
      title: 'Vanishing Point',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false,
        // Charts go on while another window lies in front.
        backgroundThrottling: false,
      },
    });
    this.window = window;
    if (state.maximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () => this.remember());
    window.on('unresponsive', () => void this.offerForce());
    window.on('focus', () => {
      window.flashFrame(false);
      this.services?.windowFocused();
    });
    window.on('closed', () => {
      this.window = null;
      this.services?.windowClosed();
    });
    this.watchPage(window.webContents);
    void window.loadURL(PAGE_ADDRESS);
  }

  focus(): void {
    if (!this.window) {
      this.open();
      return;
    }
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  isInFront(): boolean {
    return this.window?.isFocused() ?? false;
  }

  /** Shares of work in the taskbar or dock. */
  setProgress({ value, mode }: BarState): void {
    this.window?.setProgressBar(value, { mode });
  }

  /** A note of the system, which leads to this window, and a sign in the taskbar for whoever missed it. */
  announce(title: string, body: string): void {
    const { Notification } = this.options.electron;
    this.window?.flashFrame(true);
    if (!Notification.isSupported()) return;
    const note = new Notification({ title, body, silent: true });
    note.on('click', () => this.focus());
    note.show();
  }

  /** A file that the system handed over: shown now, or as soon as the page can. */
  openFile(path: string): void {
    this.waitingFile = path;
    this.focus();
    this.passFile();
  }

  /** The language that the page speaks, or the system's before it has said so. */
  get locale(): Locale {
    return this.chosenLocale ?? this.options.locale();
  }

  setMenu(_client: string, menus: readonly NativeMenu[], locale: Locale): void {
    this.chosenLocale = locale;
    const { Menu } = this.options.electron;
    const template = menuTemplate(menus, {
      mac: process.platform === 'darwin',
      words: desktopWords[locale],
      run: (command) => this.command(command, null),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    this.pageReady = true;
    this.passFile();
  }

  stay(): void {
    this.services?.windowStays();
  }

  /** An event of the services on its way to the page. */
  tell(name: HostStreamName, event: unknown): void {
    const contents = this.window?.webContents;
    if (contents && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, event);
  }

  private command(command: string, argument: string | null): void {
    this.tell('app.command', { command, argument });
  }

  private passFile(): void {
    if (!this.pageReady || !this.waitingFile || !this.services) return;
    const path = this.waitingFile;
    this.waitingFile = null;
    const command = commandThatOpens(path);
    if (command) this.command(command, this.services.grantFile(path));
  }

  private remember(): void {
    if (!this.window) return;
    writeWindowState(this.options.stateFile, {
      bounds: this.window.getNormalBounds(),
      maximized: this.window.isMaximized(),
    });
  }

  private watchPage(contents: WebContents): void {
    const client = clientOf(contents);
    guardContents(contents, this.options.electron.shell);
    // The page holds on to unsaved work: it asks what should become of it, and then closes its window itself.
    contents.on('will-prevent-unload', () => this.command('app.close', null));
    const pageGone = (): void => {
      this.pageReady = false;
      this.services?.clientGone(client);
    };
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) pageGone();
    });
    contents.on('destroyed', pageGone);
    contents.on('render-process-gone', (_event, details) => {
      pageGone();
      this.services?.pageCrashed(details);
      if (details.reason !== 'clean-exit') void this.offerReload();
    });
  }

  /** Only the person knows whether a page that does not answer is worth waiting for. */
  private async offerForce(): Promise<void> {
    const { window } = this;
    if (!window) return;
    const words = desktopWords[this.locale];
    const response = await this.ask(words.hangs, words.hangsDetail, [
      words.wait,
      words.closeAnyway,
    ]);
    if (response === 1) window.destroy();
  }

  /** The page crashed: its autosave is offered after the reload. */
  private async offerReload(): Promise<void> {
    const { window } = this;
    if (!window) return;
    const words = desktopWords[this.locale];
    const response = await this.ask(words.crashed, words.crashedDetail, [
      words.reload,
      words.close,
    ]);
    if (response === 0) window.webContents.reload();
    else window.destroy();
  }

  private async ask(
    message: string,
    detail: string,
    buttons: readonly string[],
  ): Promise<number | null> {
    const { window } = this;
    if (!window) return null;
    const { response } = await this.options.electron.dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return window.isDestroyed() ? null : response;
  }
}

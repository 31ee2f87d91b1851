import { EventEmitter } from 'node:events';
import type { ElectronParts } from '../../../main/desktop/electron-parts';

/**
 * The calls of Electron that the desktop host makes, and nothing more. The types of what is handed to it come from
 * `electron.d.ts`; this fake records what arrives and lets a test be the person or the system.
 */
export class FakeContents extends EventEmitter {
  private static made = 0;
  readonly id = ++FakeContents.made;
  readonly mainFrame = { url: 'app://vanishing-point/' };
  readonly sent: { channel: string; name: string; event: unknown }[] = [];
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  reloads = 0;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(channel: string, name: string, event: unknown): void {
    this.sent.push({ channel, name, event });
  }
  reload(): void {
    this.reloads += 1;
  }
  /** Emits a navigation; true where it was prevented. */
  navigate(kind: string, url: string): boolean {
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    this.emit(kind, { url, preventDefault });
    return prevented;
  }
  /** Commands that the page was asked to do. */
  get commands(): unknown[] {
    return this.sent.filter(({ name }) => name === 'app.command').map(({ event }) => event);
  }
}

export class FakeWindow extends EventEmitter {
  static readonly opened: FakeWindow[] = [];
  static getFocusedWindow(): FakeWindow | null {
    return FakeWindow.opened.at(-1) ?? null;
  }
  readonly webContents = new FakeContents();
  address = '';
  focused = 0;
  destroyed = false;

  constructor(readonly options: Record<string, unknown>) {
    super();
    FakeWindow.opened.push(this);
  }
  readonly bars: { value: number; mode: string }[] = [];
  readonly flashes: boolean[] = [];
  inFront = true;

  setProgressBar(value: number, { mode }: { mode: string }): void {
    this.bars.push({ value, mode });
  }
  flashFrame(on: boolean): void {
    this.flashes.push(on);
  }
  isFocused(): boolean {
    return this.inFront;
  }
  maximize(): void {}
  show(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds(): object {
    return { x: 20, y: 30, width: 1_000, height: 700 };
  }
  focus(): void {
    this.focused += 1;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }
  async loadURL(address: string): Promise<void> {
    this.address = address;
  }
}

class FakeApp extends EventEmitter {
  sandboxed = false;
  quits = 0;
  /** The system's own list, newest first. */
  recent: string[] = [];
  constructor(private readonly first: boolean) {
    super();
  }
  readonly paths: Record<string, string> = {};
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  setAppUserModelId(): void {}
  addRecentDocument(path: string): void {
    this.recent = [path, ...this.recent.filter((other) => other !== path)];
  }
  clearRecentDocuments(): void {
    this.recent = [];
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return this.first;
  }
  async whenReady(): Promise<void> {}
  getVersion(): string {
    return '1.2.3';
  }
  getLocale(): string {
    return 'zh-CN';
  }
  quit(): void {
    this.quits += 1;
  }
}

type Handler = (event: unknown, ...values: unknown[]) => unknown;
type Answering = (contents: unknown, permission: string, answer?: (ok: boolean) => void) => unknown;

export interface FakeMenu {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: {
    readonly label?: string;
    readonly role?: string;
    readonly checked?: boolean;
    readonly click?: () => void;
    readonly submenu?: readonly { readonly label: string; readonly click: () => void }[];
  }[];
}

export interface FakeElectron {
  readonly electron: ElectronParts;
  readonly app: FakeApp;
  readonly handlers: Map<string, Handler>;
  readonly schemes: { scheme: string; privileges: Record<string, boolean> }[];
  readonly permissions: { request?: Answering; check?: Answering };
  readonly outside: string[];
  /** What the system's own crash reporter was started with. */
  readonly reporter: object[];
  readonly menus: FakeMenu[][];
  /** Notes of the system; `click` is the person's. */
  readonly notes: { title: string; body: string; click(): void }[];
  readonly asked: { message: string }[];
  /** The button that the person presses in the next message box. */
  press: number;
  /** What the person chooses in the next dialog. */
  chosen: string | null;
}

export function fakeElectron(options: { first?: boolean } = {}): FakeElectron {
  FakeWindow.opened.length = 0;
  const app = new FakeApp(options.first ?? true);
  const fake: Omit<FakeElectron, 'electron'> = {
    app,
    handlers: new Map(),
    schemes: [],
    permissions: {},
    outside: [],
    menus: [],
    notes: [],
    reporter: [],
    asked: [],
    press: 0,
    chosen: null,
  };
  const choose = () => ({
    canceled: fake.chosen === null,
    filePath: fake.chosen ?? '',
    filePaths: fake.chosen === null ? [] : [fake.chosen],
  });
  const parts = {
    app,
    BrowserWindow: FakeWindow,
    // Whoever touches it without being asked to fails the test.
    get autoUpdater(): never {
      throw new Error('nobody asked for newer versions');
    },
    crashReporter: { start: (options: object) => fake.reporter.push(options) },
    dialog: {
      showOpenDialog: async () => choose(),
      showSaveDialog: async () => choose(),
      showMessageBox: async (_window: unknown, box: { message: string }) => {
        fake.asked.push(box);
        return { response: fake.press };
      },
    },
    ipcMain: { handle: (channel: string, handler: Handler) => fake.handlers.set(channel, handler) },
    Menu: {
      buildFromTemplate: (template: (typeof fake.menus)[number]) => template,
      setApplicationMenu: (menu: (typeof fake.menus)[number]) => fake.menus.push(menu),
    },
    Notification: class extends EventEmitter {
      static isSupported = () => true;
      constructor(private readonly words: { title: string; body: string }) {
        super();
      }
      show(): void {
        fake.notes.push({ ...this.words, click: () => this.emit('click') });
      }
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: typeof fake.schemes) => fake.schemes.push(...schemes),
      handle: (scheme: string, handler: Handler) => fake.handlers.set(scheme, handler),
    },
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Answering) => {
          fake.permissions.request = handler;
        },
        setPermissionCheckHandler: (handler: Answering) => {
          fake.permissions.check = handler;
        },
        setDevicePermissionHandler: () => undefined,
      },
    },
    shell: { openExternal: async (address: string) => fake.outside.push(address) },
    utilityProcess: {
      fork: () => {
        throw new Error('no trainer is started here');
      },
    },
  };
  return Object.assign(fake, { electron: parts as unknown as ElectronParts });
}

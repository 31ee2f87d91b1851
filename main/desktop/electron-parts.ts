import type * as Electron from 'electron';

/** Everything of Electron that this host uses, handed in so that tests can stand a small fake in its place. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'autoUpdater'
  | 'BrowserWindow'
  | 'crashReporter'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'Notification'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>;

export type { BrowserWindow, WebContents } from 'electron';

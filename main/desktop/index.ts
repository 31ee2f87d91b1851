import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  autoUpdater,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import { startDesktop } from './desktop';

const folder = dirname(fileURLToPath(import.meta.url));

void startDesktop({
  electron: {
    app,
    autoUpdater,
    BrowserWindow,
    crashReporter,
    dialog,
    ipcMain,
    Menu,
    Notification,
    protocol,
    screen,
    session,
    shell,
    utilityProcess,
  },
  pageFolder: join(folder, '..', 'renderer'),
  preload: join(folder, 'preload.cjs'),
  trainer: join(folder, 'trainer.mjs'),
  resources: process.resourcesPath,
  commandLine: process.argv,
  workingFolder: process.cwd(),
});

import { extname } from 'node:path';
import { RUN_FILE_EXTENSION } from '../../shared/telemetry/run-file';
import type { NativeDialogs } from '../services/dialogs';
import { PROJECT_EXTENSION } from '../services/projects';
import type { ElectronParts } from './electron-parts';

const PROJECT_FILTER = {
  name: 'Vanishing Point',
  extensions: [PROJECT_EXTENSION.slice(1)],
};

const RUN_FILTER = { name: 'Vanishing Point', extensions: [RUN_FILE_EXTENSION.slice(1)] };

/** The system's own dialogs, attached to the window in front. */
export function nativeDialogs({
  dialog,
  BrowserWindow,
}: Pick<ElectronParts, 'dialog' | 'BrowserWindow'>): NativeDialogs {
  const save = async (options: Electron.SaveDialogOptions): Promise<string | null> => {
    const window = BrowserWindow.getFocusedWindow();
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? null : filePath;
  };
  const open = async (filter: Electron.FileFilter): Promise<string | null> => {
    const options: Electron.OpenDialogOptions = { properties: ['openFile'], filters: [filter] };
    const window = BrowserWindow.getFocusedWindow();
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    pickOpen: () => open(PROJECT_FILTER),
    pickRun: () => open(RUN_FILTER),
    async pickSave(name) {
      const path = await save({ defaultPath: name, filters: [PROJECT_FILTER] });
      // Where the system's dialog leaves the extension away, the file would not be found again by its kind.
      if (path === null || extname(path) === PROJECT_EXTENSION) return path;
      return `${path}${PROJECT_EXTENSION}`;
    },
    pickExport: (name) => save({ defaultPath: name }),
  };
}

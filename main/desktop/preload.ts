import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CALL_CHANNEL, DROP_CHANNEL, EVENT_CHANNEL } from './channels';

/**
 * All that the page gets of Electron: it can send a named call and hear named events. Neither the event object
 * nor `ipcRenderer` crosses over, so a page that was tampered with can do no more than the host's table allows.
 */
contextBridge.exposeInMainWorld('vanishingPoint', {
  call: (name: string, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke(CALL_CHANNEL, String(name), input),
  /** False where the host opens no such file. A file that a script made has no path. */
  openFile: (file: File): Promise<unknown> =>
    ipcRenderer.invoke(DROP_CHANNEL, webUtils.getPathForFile(file)),
  on: (receive: (name: string, event: unknown) => void): (() => void) => {
    const listener = (_event: unknown, name: string, event: unknown): void => receive(name, event);
    ipcRenderer.on(EVENT_CHANNEL, listener);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, listener);
  },
});

import type { TrainerCommand } from '../../shared/telemetry/protocol';
import type { Services } from '../services/services';
import type { TrainerLauncher } from '../training/launcher';
import { clientOf } from './calls';
import { EVENT_CHANNEL, PAGE_ORIGIN } from './channels';
import { recordGone } from './crashes';
import type { ElectronParts } from './electron-parts';
import { guardContents } from './guards';

export const TRAINER_ADDRESS = `${PAGE_ORIGIN}/trainer.html`;

/**
 * Starts trainers that use the graphics device, each in a hidden window of its own: a utility process has no canvas,
 * and a device that takes its page down must not take the person's window down. To the services it is a window like
 * any other, sandboxed, behind the same preload script.
 */
export function hiddenWindowLauncher(
  { BrowserWindow, shell }: Pick<ElectronParts, 'BrowserWindow' | 'shell'>,
  preload: string,
  services: Services,
): TrainerLauncher {
  return () => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        // It is never seen, so its timers would be slowed down.
        backgroundThrottling: false,
      },
    });
    const contents = window.webContents;
    const client = clientOf(contents);
    const trainer = services.remoteTrainers.launcher(client)();
    guardContents(contents, shell);
    const stopListening = services.onEvent((name, event) => {
      // A window hears what is said to all; this one has ears for its trainer alone.
      if (name.startsWith('trainer.')) contents.send(EVENT_CHANNEL, name, event);
    }, client);
    const gone = (): void => {
      stopListening();
      services.clientGone(client);
    };
    window.on('closed', gone);
    contents.on('render-process-gone', (_event, details) => {
      recordGone(services.crashes, 'trainer', details);
      gone();
    });
    // Commands wait until the page listens: its scripts have run when it has loaded.
    let waiting: TrainerCommand[] | null = [];
    contents.once('did-finish-load', () => {
      for (const command of waiting ?? []) trainer.send(command);
      waiting = null;
    });
    void window.loadURL(TRAINER_ADDRESS);
    return {
      ...trainer,
      send: (command) => {
        if (waiting) waiting.push(command);
        else trainer.send(command);
      },
      kill: () => {
        trainer.kill();
        if (!window.isDestroyed()) window.destroy();
      },
    };
  };
}

import type { UtilityProcess } from 'electron';
import type { TrainerEvent } from '../../shared/telemetry/protocol';
import { type TrainerLauncher, trainerFile } from '../training/launcher';
import type { ElectronParts } from './electron-parts';

const LAST_WORDS_CHARACTERS = 4_000;

/** Starts trainers as utility processes: Node without Electron's privileges, ended with the app. */
export function utilityLauncher(
  { utilityProcess }: Pick<ElectronParts, 'utilityProcess'>,
  file = trainerFile(),
): TrainerLauncher {
  return () => {
    const child: UtilityProcess = utilityProcess.fork(file, [], {
      serviceName: 'Vanishing Point trainer',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-LAST_WORDS_CHARACTERS);
    });
    child.on('error', (type, location) => {
      lastWords = `${lastWords}\n${type} ${location}`.slice(-LAST_WORDS_CHARACTERS);
    });
    return {
      send: (command) => child.postMessage(command),
      onEvent: (receive) => {
        child.on('message', (event: unknown) => receive(event as TrainerEvent));
      },
      onExit: (receive) => {
        child.once('exit', (code) => receive({ code, signal: null, lastWords }));
      },
      kill: () => void child.kill(),
    };
  };
}

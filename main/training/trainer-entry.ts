import { startTrainer } from '../../shared/engine/training-session';
import type { TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';
import { allowRelaxedSimd } from './relaxed-simd';

/** What Electron gives a utility process instead of Node's channel; this room does not know Electron's own types. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(name: 'message', receive: (event: { readonly data: unknown }) => void): void;
}

/**
 * The trainer's process: a thin adaptor from process messages to the trainer's core. It ends with its parent, so
 * that a killed host leaves no trainer computing for nobody.
 */
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the supervisor decides when a trainer stops.
process.on('SIGINT', () => undefined);

const { parentPort } = process as { readonly parentPort?: ParentPort };

allowRelaxedSimd();
startTrainer({
  send: (event: TrainerEvent) => {
    if (parentPort) parentPort.postMessage(event);
    else if (process.connected) process.send?.(event);
  },
  listen: (receive) => {
    if (parentPort) parentPort.on('message', ({ data }) => receive(data as TrainerCommand));
    else process.on('message', (command) => receive(command as TrainerCommand));
  },
});

import { startTrainer } from '../../shared/engine/training-session';
import type { TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';

/**
 * The trainer's process: a thin adaptor from process messages to the trainer's core. It ends with its parent, so
 * that a killed host leaves no trainer computing for nobody.
 */
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the supervisor decides when a trainer stops.
process.on('SIGINT', () => undefined);

startTrainer({
  send: (event: TrainerEvent) => {
    if (process.connected) process.send?.(event);
  },
  listen: (receive: (command: TrainerCommand) => void) =>
    process.on('message', (command) => receive(command as TrainerCommand)),
});

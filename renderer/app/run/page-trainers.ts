import type { TrainerEvent } from '../../../shared/telemetry/protocol';
import { useConnection } from '../host/connection-store';
import { host } from '../host/host';

/**
 * Trainers that the host asks this window to run, because the graphics device is here: one worker each. The host
 * owns them; this window hands commands down and words up, and remembers nothing.
 */
const workers = new Map<string, Worker>();

function end(trainer: string): void {
  workers.get(trainer)?.terminate();
  workers.delete(trainer);
}

async function report(trainer: string, event: TrainerEvent): Promise<void> {
  // The types of the contract are those of values that may still be changed.
  const { known } = await host.call('trainer.report', { trainer, event: event as never });
  if (!known) end(trainer);
}

function start(trainer: string): Worker {
  const worker = new Worker(new URL('../../trainer/worker.ts', import.meta.url), {
    type: 'module',
  });
  workers.set(trainer, worker);
  worker.onmessage = ({ data }) => {
    // A lost connection ends the trainer; the host has counted its run as ended then.
    report(trainer, data as TrainerEvent).catch(() => end(trainer));
  };
  worker.onerror = ({ message }) => {
    end(trainer);
    const reason = message || 'the worker could not be loaded';
    host.call('trainer.ended', { trainer, reason }).catch(() => undefined);
  };
  return worker;
}

/** Begins to run trainers for the host; call once. */
export function servePageTrainers(): void {
  host.on('trainer.command', ({ trainer, command }) => {
    const worker = workers.get(trainer) ?? (command.type === 'start' ? start(trainer) : undefined);
    worker?.postMessage(command);
  });
  host.on('trainer.kill', ({ trainer }) => end(trainer));
  useConnection.subscribe(({ phase }) => {
    if (phase !== 'lost') return;
    for (const trainer of [...workers.keys()]) end(trainer);
  });
}

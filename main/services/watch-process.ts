import type { CrashReports } from './crash-reports';

/** The events of Node's `process` that are listened to; tests hand in an emitter. */
export type ProcessEvents = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/**
 * Keeps a report of an error that nobody caught, and leaves what then happens to Node: it says the error and ends.
 * Rejected promises arrive here too. Returns how to stop.
 */
export function reportUncaught(crashes: CrashReports, events: ProcessEvents = process): () => void {
  const record = (error: unknown): void => crashes.recordError('host', error);
  events.on('uncaughtExceptionMonitor', record);
  return () => events.off('uncaughtExceptionMonitor', record);
}

/**
 * Likewise where the process goes on, because a window with unsaved work hangs on it: the error is said on standard
 * error, and the window tells the person.
 */
export function surviveUncaught(
  crashes: CrashReports,
  events: ProcessEvents = process,
): () => void {
  const record = (error: unknown): void => {
    crashes.recordError('host', error);
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  };
  events.on('uncaughtException', record);
  events.on('unhandledRejection', record);
  return () => {
    events.off('uncaughtException', record);
    events.off('unhandledRejection', record);
  };
}

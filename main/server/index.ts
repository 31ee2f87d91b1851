import type { AppServer } from './server';

export { openInBrowser } from './open-browser';
export { serve } from './serve';

/** Ends runs and writes what is left when the terminal asks to stop; a second signal ends at once. */
export function stopOnSignal(server: AppServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close().finally(() => process.exit(0));
    });
  }
}
